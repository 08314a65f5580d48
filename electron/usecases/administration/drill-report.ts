import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type OutsideFiles } from '../../ports/file-vault.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf } from '../common/settings.ts'
import { type DrillReport } from './restore-drill.ts'

export interface DrillReportPorts extends BasePorts {
  readonly outside: OutsideFiles
}

export interface DrillReportInput {
  readonly report: DrillReport
  /** Of the backup that was tried out. */
  readonly name: string
  /** Where the file goes. */
  readonly path: string
}

const notWritten: AppError<'file-not-written'> = appError(
  'file-not-written',
  words('演练报告没有写成', 'The report could not be written'),
  { next: words('请检查磁盘空间后重试', 'See to the room on the disk and try again') },
)

/** Names of files come from a disk: no line of the report may be of somebody else's making. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ')

/** Writes what a drill found as a plain text that any computer shows, with who held it and for which office; journalled. */
export function writeDrillReport(ports: DrillReportPorts) {
  return (actor: Actor, input: DrillReportInput): Result<null, AppError<'file-not-written'>> => {
    const at = ports.clock.now()
    const office = ports.db.read(officeOf)
    const { report } = input
    const lines = [
      '恢复演练报告',
      `机关：${office?.name ?? '未设置'}（工作站 ${office?.workstationId ?? '—'}）`,
      `备份：${input.name}${report.madeAt ? `，作于 ${report.madeAt}（协调世界时）` : ''}`,
      `演练人：${actor.name}；出具时间：${at}（协调世界时）`,
      `结论：${report.ok ? '此备份可以完整恢复' : '此备份不能完整恢复'}`,
      '',
      ...report.checks.flatMap(check => [
        `${check.ok ? '✓' : '✗'} ${check.text.zh}`,
        ...check.paths.map(path => `    ${oneLine(path)}`),
      ]),
      '',
    ]
    try {
      // The mark in front is what older editors need to read Chinese rightly.
      ports.outside.write(input.path, utf8(`\ufeff${lines.join('\r\n')}`))
    } catch {
      return err(notWritten)
    }
    ports.db.write(stores =>
      journalled(stores, actor, at, {
        action: 'backup.drill-reported',
        subjectType: 'backup',
        subjectId: input.name,
        detail: { ok: report.ok },
      }),
    )
    return ok(null)
  }
}
