import { fullForm } from '../../../shared/domain/import/normalise.ts'
import { type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { type TableRow } from '../../ports/tables.ts'
import { words } from '../../../shared/kernel/words.ts'
import { cellText, type RowFault } from './read-row.ts'

/** A column that says what became of a licence since: in words, or as yes or no to one question. */
export interface StatusColumn {
  readonly heading: string
  readonly asks: 'status' | 'cancelled' | 'revoked' | 'withdrawn' | 'suspended'
}

/** Headings that offices use; compared without marks, blanks and brackets. */
const HEADINGS: Readonly<Record<StatusColumn['asks'], readonly string[]>> = {
  status: [
    '状态',
    '证照状态',
    '许可证状态',
    '证件状态',
    '证书状态',
    '当前状态',
    '目前状态',
    '有效状态',
    '证照当前状态',
    'status',
    'state',
  ],
  cancelled: ['是否注销', '注销', '已注销', '是否已注销', '注销与否', '注销标志'],
  revoked: ['是否吊销', '吊销', '已吊销', '是否已吊销'],
  withdrawn: ['是否撤销', '撤销', '已撤销', '是否已撤销'],
  suspended: ['是否暂扣', '暂扣', '是否已暂扣'],
}

type Said = LicenceStatus | 'expired'

const SAID: Readonly<Record<Exclude<Said, 'superseded'>, readonly string[]>> = {
  valid: [
    '有效',
    '正常',
    '在用',
    '存续',
    '有效期内',
    '在营',
    '营业',
    '使用中',
    '正常使用',
    'valid',
    'active',
  ],
  suspended: ['暂扣', '已暂扣', '暂停', '暂扣中', 'suspended'],
  cancelled: ['注销', '已注销', '注销登记', 'cancelled', 'canceled'],
  withdrawn: ['撤销', '已撤销', '撤回', '已撤回', 'withdrawn'],
  revoked: ['吊销', '已吊销', 'revoked'],
  expired: ['过期', '已过期', '到期', '已到期', '逾期', '失效', '已失效', 'expired'],
}

const YES = ['是', '有', '对', '√', '✓', 'y', 'yes', 'true', '1', '已']
const NO = ['否', '无', '没有', '不是', '×', '✗', 'n', 'no', 'false', '0', '未', '未注销']

/** The columns of a file that tell what became of its licences. */
export const statusColumns = (headings: readonly string[]): readonly StatusColumn[] =>
  headings.flatMap(heading => {
    const form = fullForm(heading)
    const asks = Object.entries(HEADINGS).find(([, names]) => names.some(n => fullForm(n) === form))?.[0]
    return asks === undefined ? [] : [{ heading, asks: asks as StatusColumn['asks'] }]
  })

function saidIn(column: StatusColumn, text: string): Said | null | undefined {
  const form = fullForm(text) || text
  if (column.asks === 'status') {
    const found = Object.entries(SAID).find(([, names]) => names.some(name => fullForm(name) === form))?.[0]
    return found as Said | undefined
  }
  const own: readonly string[] = SAID[column.asks]
  if (YES.includes(form) || own.some(name => fullForm(name) === form)) return column.asks
  return NO.includes(form) || SAID.valid.includes(form) ? null : undefined
}

export interface StockStatus {
  readonly status: LicenceStatus
  /** The file calls it expired; its last day has to agree. */
  readonly expired: boolean
}

const statusFault = (heading: string, code: string, zh: string, en: string): RowFault => ({
  field: null,
  heading,
  code,
  text: words(zh, en),
})

/** What a row says became of its licence; a licence nothing is said of is valid (or expired by its last day). */
export function stockStatus(columns: readonly StatusColumn[], row: TableRow): StockStatus | RowFault {
  const told: Said[] = []
  for (const column of columns) {
    const text = cellText(row.cells[column.heading]).trim()
    if (text === '') continue
    const said = saidIn(column, text)
    if (said === undefined) {
      const shown = [...text].slice(0, 20).join('')
      return statusFault(
        column.heading,
        'status-unknown',
        `无法识别状态“${shown}”，请填写：有效、暂扣、注销、撤销、吊销、过期`,
        `"${shown}" is no status: write 有效, 暂扣, 注销, 撤销, 吊销 or 过期`,
      )
    }
    if (said !== null) told.push(said)
  }
  const ends = [...new Set(told.filter(s => s !== 'valid' && s !== 'expired'))]
  const [only] = ends
  if (ends.length > 1 || (only !== undefined && told.includes('valid'))) {
    return statusFault(
      columns[0]?.heading ?? '',
      'status-contradicts',
      '几列所写的状态互相矛盾，请核对',
      'The columns contradict each other about the status',
    )
  }
  return { status: only ?? 'valid', expired: told.includes('expired') }
}
