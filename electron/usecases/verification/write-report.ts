import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { coverageWords, timeWords } from '../../../shared/domain/seal/status-words.ts'
import { type SignatureStatus } from '../../../shared/domain/seal/verification.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type OutsideFiles } from '../../ports/file-vault.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf } from '../common/settings.ts'
import { type FileVerdict } from './verify-file.ts'

/** A verdict, on what, and when it was given. */
export interface ReportedVerdict extends FileVerdict {
  readonly fileName: string
  readonly sha256: string
  readonly bytes: number
  readonly judgedAt: string
}

export interface ReportPorts extends BasePorts {
  readonly outside: Pick<OutsideFiles, 'write'>
}

const notWritten: AppError<'file-not-written'> = appError(
  'file-not-written',
  words('核验报告没有写成', 'The report was not written'),
  {
    next: words('请检查磁盘空间后重试', 'Check the room on the disk, then try again'),
  },
)

/** File names come from outside: no line of the report may be of somebody else's making. */
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')

function signatureLines(signature: SignatureStatus, index: number): readonly string[] {
  return [
    `  印章签名 ${index + 1}：${oneLine(signature.signer ?? '未说明签名人')}`,
    `    结论：${signature.indication}${signature.subIndication ? ` / ${signature.subIndication}` : ''}（${signature.level}）`,
    `    时间：${signature.signedAt ?? '未说明'}，${timeWords(signature.timeSource).zh}`,
    `    覆盖：${coverageWords(signature.coverage).zh}`,
    ...(signature.certificateFingerprint ? [`    证书指纹：${signature.certificateFingerprint}`] : []),
    ...signature.reasons.map(reason => `    · ${oneLine(reason.text.zh)}（${reason.code}）`),
  ]
}

function registerLines({ register, report }: FileVerdict): readonly string[] {
  if (!register) {
    const why = report.metadataSigned ? '没有这本证照' : '未查：文件没有可采信的证照标识'
    return [`  证照库：${why}`]
  }
  return [
    `  证照库：${register.number}，现状态：${STATUS_WORDS[register.shown].zh}`,
    `    ${register.sameFile ? '与本机制作的电子证照逐字节相同' : '不是本机制作的那一份文件'}`,
    ...register.differences.map(
      one =>
        `    不同：${one.label.zh}，文件为“${oneLine(one.inFile)}”，证照库为“${oneLine(one.inRegister)}”`,
    ),
  ]
}

function verdictLines(verdict: ReportedVerdict): readonly string[] {
  const { report, conclusion } = verdict
  return [
    `文件：${oneLine(verdict.fileName)}`,
    `  大小：${verdict.bytes} 字节；SHA-256：${verdict.sha256}`,
    `  核验时间：${verdict.judgedAt}`,
    `  结论：${conclusion.text.zh}。${conclusion.next.zh}。`,
    ...report.reasons.map(reason => `  · ${oneLine(reason.text.zh)}（${reason.code}）`),
    ...report.signatures.flatMap(signatureLines),
    ...registerLines(verdict),
    '',
  ]
}

/** Writes verdicts as a plain text that any computer shows, with who asked and which office answered; journalled. */
export function writeVerificationReport(ports: ReportPorts) {
  return (
    actor: Actor,
    input: { readonly verdicts: readonly ReportedVerdict[]; readonly path: string },
  ): Result<null, AppError<'file-not-written'>> => {
    const at = ports.clock.now()
    const office = ports.db.read(officeOf)
    const lines = [
      '电子证照核验报告',
      `核验机关：${office?.name ?? '未设置'}${office?.specimen ? '（演示机关，本报告为样例）' : ''}`,
      `核验人：${actor.name}；出具时间：${at}（协调世界时）`,
      `文件 ${input.verdicts.length} 个`,
      '',
      ...input.verdicts.flatMap(verdictLines),
    ]
    try {
      // A mark of order in front: what Windows' own editor needs to read Chinese rightly.
      ports.outside.write(input.path, utf8(`\ufeff${lines.join('\r\n')}`))
    } catch {
      return err(notWritten)
    }
    ports.db.write(stores =>
      journalled(stores, actor, at, {
        action: 'verification.reported',
        subjectType: 'file',
        subjectId: 'report',
        detail: { files: input.verdicts.length, sha256: input.verdicts.slice(0, 20).map(v => v.sha256) },
      }),
    )
    return ok(null)
  }
}
