import { type RowOutcome } from '../../app/issue-file.ts'
import { type Output } from './output.ts'

const STATUS_ZH: Readonly<Record<RowOutcome['status'], string>> = {
  issued: '已制证',
  rejected: '有误未收',
  returned: '审批退回',
  failed: '未能制证',
  waiting: '待办',
}

/** Tells what became of one row. @returns whether it is issued, and its copy is where it was asked for */
export function tellRow(
  output: Output,
  row: RowOutcome,
  file: string | null,
  wantsFile: boolean,
  more: Readonly<Record<string, string>> = {},
): boolean {
  const good = row.status === 'issued' && (!wantsFile || file !== null)
  const { licenceId: _licenceId, errors, ...shown } = row
  const faults = errors
    .map(e => `${e.field === null ? '' : `${e.field} `}${e.text.zh} [${e.code}]`)
    .join('；')
  const line = good
    ? `✓ ${row.row} ${row.number ?? ''} ${file ?? ''}`.trimEnd()
    : `${row.status === 'waiting' ? '…' : '✗'} ${row.row} ${STATUS_ZH[row.status]} ${faults}`.trimEnd()
  output.item({ ...shown, ...more, file, errors }, line)
  return good
}
