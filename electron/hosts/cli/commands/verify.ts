import {
  createFileJudge,
  readJudged,
  readTrust,
  unreadableFile,
  verifierFault,
} from '../../../app/verify-files.ts'
import { type VerificationReport } from '../../../../shared/domain/seal/verification.ts'
import { type ShownStatus } from '../../../../shared/domain/licence/licence.ts'
import { STATUS_WORDS } from '../../../../shared/domain/licence/life-cycle.ts'
import { DATA_OPTIONS, EXIT, type Command, type ExitCode, type HostContext } from '../command.ts'
import { withActor } from '../open.ts'
import { must } from '../refusal.ts'

const MARKS = { passed: '✓', indeterminate: '?', failed: '✗', unsigned: '○', refused: '✗' } as const

/** What the register of an office knows of the file's licence. */
interface RegisterAnswer {
  readonly number: string
  readonly shown: ShownStatus
  readonly sameFile: boolean
  readonly differs: readonly string[]
}

interface Judged {
  readonly report: VerificationReport
  /** Left out where no office was asked. */
  readonly register?: RegisterAnswer | null
}

function registerLine({ number, shown, sameFile, differs }: RegisterAnswer): string {
  const same = sameFile
    ? '与原件一致 / the file that was issued'
    : '与原件不一致 / not the file that was issued'
  const where = differs.length > 0 ? `：${differs.join('、')}` : ''
  return `  证照库 / register: ${number} · ${STATUS_WORDS[shown].zh} · ${same}${where}`
}

function lines(file: string, { report, register }: Judged): string {
  const head = `${MARKS[report.verdict]} ${file} · ${report.verdict}`
  const reasons = report.reasons.map(r => `    ${r.text.zh} · ${r.text.en}`)
  const signatures = report.signatures.flatMap(s => [
    `  ${s.indication}${s.subIndication ? `/${s.subIndication}` : ''} · ${s.integrity} · ${s.level} · ${s.signer ?? '?'} · ${s.signedAt ?? '?'} (${s.timeSource}) · ${s.coverage}`,
    ...s.reasons.map(r => `    ${r.text.zh} · ${r.text.en}`),
  ])
  const known = register ? [registerLine(register)] : []
  return [head, ...signatures, ...known, ...reasons].join('\n')
}

/** A sound copy of a licence that is no longer in force is not good either. */
const isGood = ({ report, register }: Judged): boolean =>
  report.verdict === 'passed' &&
  (register === undefined || (register?.shown === 'valid' && register.sameFile))

function judgeAll({ args, output }: HostContext, judge: (file: string) => Judged): ExitCode {
  let bad = 0
  for (const [index, file] of args.positionals.entries()) {
    output.progress(`核验 ${index + 1}/${args.positionals.length}`)
    const judged = judge(file)
    if (!isGood(judged)) bad++
    const { format, signatures, verdict, reasons, metadata, metadataSigned } = judged.report
    const error = verdict === 'refused' ? { error: reasons[0] ?? null } : {}
    const register = judged.register === undefined ? {} : { register: judged.register }
    output.item(
      { file, format, signatures, verdict, reasons, metadata, metadataSigned, ...register, ...error },
      lines(file, judged),
    )
  }
  output.progressDone()
  return bad === 0 ? EXIT.good : EXIT.someFailed
}

/** With an office: its own roots are trusted too, and its register says whether the licence is still in force. */
const askOffice = (context: HostContext, trust: readonly Uint8Array[]): Promise<ExitCode> =>
  withActor(context, 'clerk', async (workstation, actor) =>
    judgeAll(context, file => {
      const bytes = readJudged(file)
      if (!bytes) return { report: unreadableFile(), register: null }
      try {
        const { report, register } = must(workstation.calls.verification.verify(actor, { bytes, trust }))
        return { report, register }
      } catch (error) {
        return { report: verifierFault(error), register: null }
      }
    }),
  )

export const verify: Command = {
  usage: ['FILE… [--trust PEM]…', 'FILE… --data DIR'],
  operands: { min: 1, max: 100_000 },
  options: {
    trust: {
      type: 'string',
      multiple: true,
      value: 'PEM',
      help: {
        zh: '信任的根证书（可多次）；没有时只能判断完整性',
        en: 'a trusted root, more than once; without one only integrity can be judged',
      },
    },
    data: {
      type: 'string',
      value: 'DIR',
      help: {
        zh: '同时查该工作站的证照库，并信任其根证书',
        en: "ask that workstation's register too, and trust its roots",
      },
    },
    user: DATA_OPTIONS.user,
  },
  examples: ['out/*.pdf --trust demo-office/demo/root.der', 'licence.pdf --data demo-office --json'],
  exits: {
    zh: '0 全部 passed（用 --data 时还须现行有效且与原件一致）· 3 有文件未通过',
    en: '0 every file passed (with --data: and is in force and as it was issued) · 3 some file did not',
  },
  async run(context) {
    const trust = must(readTrust(context.args.texts('trust')))
    if (context.args.text('data') !== undefined) return askOffice(context, trust)
    const judge = createFileJudge(trust)
    return judgeAll(context, file => ({ report: judge(file) }))
  },
}
