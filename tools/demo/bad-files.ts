import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { applicant, type DemoRow } from './applicants.ts'
import { MIXED_HEADINGS, STOCK_HEADINGS } from './columns.ts'
import { identities } from './identities.ts'
import { type DemoFile, kindOf } from './kind-files.ts'
import { identifierFor, keptInMixed, mixedCells } from './mixed-files.ts'
import { seeded } from './random.ts'
import { type CellOut, type FileFormat } from './spell.ts'
import { csvUtf8 } from './text-files.ts'
import { workbook } from './workbook.ts'

/** One way to spoil a good row: cells by heading that take the place of the good ones, and the fault that must be told. */
interface Spoilt {
  readonly code: string
  readonly why: string
  readonly kind: KindId
  readonly cells: Readonly<Record<string, CellOut>>
  /** Only a workbook has such a cell. */
  readonly sheetOnly?: boolean
}

const spoilt = (
  code: string,
  kind: KindId,
  why: string,
  cells: Readonly<Record<string, CellOut>>,
  sheetOnly = false,
): Spoilt => ({ code, why, kind, cells, sheetOnly })

/** The fault that a good row is said to have. */
export const GOOD = '通过'

const WHOLE_ROW: readonly Spoilt[] = [
  spoilt('kind-unknown', 'entertainment', '没有这种证照', { 证照类型: '网吧经营许可证' }),
  spoilt('kind-ambiguous', 'tour-guide', 'C0313 有两种证照', { 证照类型: 'C0313' }),
  spoilt('event-unknown', 'entertainment', '没有这个事项', { 办理事项: '年检' }),
  spoilt('event-not-imported', 'entertainment', '注销须在证照库中办理', { 办理事项: '注销' }),
  spoilt('event-not-allowed', 'travel-agency', '旅行社许可证没有延续', { 办理事项: '延续' }),
  spoilt('licence-not-found', 'network-culture', '证照库中没有这个编号', {
    办理事项: '变更',
    证照编号: '浙网文〔2020〕9999-999号',
  }),
]

const CELLS: readonly Spoilt[] = [
  spoilt('cell-damaged', 'network-culture', '公式错误值', { 持证主体代码: '#N/A' }),
  spoilt('cell-damaged', 'tour-guide', '身份证号被改成科学计数', { 持证主体代码: '3.30000E+17' }),
  spoilt(
    'cell-damaged',
    'guide-qualification',
    '身份证号末位丢失',
    { 持证主体代码: 3.30000199001011e17 },
    true,
  ),
  spoilt('cell-damaged', 'entertainment', '单元格是错误值', { 核定人数: { error: '#VALUE!' } }, true),
  spoilt('cell-damaged', 'entertainment', '公式没有结果', { 使用面积: { formula: 'SUM(Z1:Z9)' } }, true),
  spoilt('value-unreadable', 'guide-qualification', '没有这一天', { 出生日期: '1990年2月30日' }),
  spoilt('value-unreadable', 'entertainment', '只有年月', { 首次发证日期: '2020年5月' }),
  spoilt('value-unreadable', 'tour-guide', '没有这个等级', { 导游等级: '超级导游' }),
  spoilt('value-unreadable', 'entertainment', '不是整数', { 核定人数: '约一百人' }),
  spoilt('value-unreadable', 'entertainment', '不是数字', { 使用面积: '三百多平方米' }),
  spoilt('value-unreadable', 'travel-agency', '不是是或否', { 外商投资: '可能' }),
  spoilt('value-unreadable', 'travel-agency', '不在业务种类中', { 经营范围: '国内、入境、签证代办' }),
  spoilt('value-unreadable', 'guide-qualification', '地名有多处', { 考试省份: '鼓楼区' }),
  spoilt('value-unreadable', 'guide-qualification', '没有这个地名', { 考试省份: '火星省' }),
]

const VALUES: readonly Spoilt[] = [
  spoilt('missing', 'network-culture', '必填项为空', { 法定代表人: null }),
  spoilt('missing', 'tour-guide', '领队须有类别', { 备案领队: '是', 领队类别: null }),
  spoilt('missing', 'commercial-performance', '法定代表人和主要负责人须有其一', {
    法定代表人: null,
    主要负责人: null,
  }),
  spoilt('missing', 'performance-broker', '没有照片', { 照片: null }),
  spoilt('too-long', 'entertainment', '名称超过 200 字', { 持证主体: `杭州样例${'长'.repeat(300)}公司名` }),
  spoilt('too-long', 'network-culture', '一项超过 100 字', {
    经营范围: `音乐娱乐产品、${'样例'.repeat(51)}`,
  }),
  spoilt('bad-character', 'travel-agency', '名称中有隐藏的方向符', {
    持证主体: '杭州样例\u202e旅行社有限公司',
  }),
  spoilt('out-of-range', 'entertainment', '核定人数不能为 0', { 核定人数: '0' }),
  spoilt('out-of-range', 'performance-broker', '年度过早', { 考试年度: '1970' }),
  spoilt('too-precise', 'entertainment', '小数超过两位', { 使用面积: '356.555' }),
  spoilt('too-many-items', 'network-culture', '域名超过 20 个', {
    网站域名: Array.from({ length: 21 }, (_, i) => `s${i}.example.cn`).join('、'),
  }),
  spoilt('unknown-region', 'guide-qualification', '没有这个区划代码', { 考试省份: '339900' }),
  spoilt('closed-for-new', 'network-culture', '游戏产品已不再受理', { 经营范围: '音乐娱乐产品、网络游戏' }),
  spoilt('holder-code', 'commercial-performance', '信用代码少一位', { 持证主体代码: '9133010200003001X' }),
  spoilt('holder-code', 'tour-guide', '身份证号校验位不符', {
    持证主体代码: '330000199001010020',
    出生日期: null,
    性别: '女',
  }),
  spoilt('holder-code', 'performance-broker', '15 位旧身份证号', {
    持证主体代码: '330000900101002',
    出生日期: null,
    性别: '女',
  }),
  spoilt('holder-code', 'guide-qualification', '身份证号中没有这一天', {
    持证主体代码: '330000199002300020',
    出生日期: null,
  }),
  spoilt('birth-date-unlike-id', 'guide-qualification', '出生日期与身份证号不一致', {
    持证主体代码: '330000198811020025',
    性别: '女',
    出生日期: '1988年11月3日',
  }),
  spoilt('gender-unlike-id', 'tour-guide', '性别与身份证号不一致', {
    持证主体代码: '330000198811020025',
    性别: '男',
    出生日期: '1988-11-02',
  }),
  spoilt('in-future', 'entertainment', '首次发证日期在以后', { 首次发证日期: '2099-1-1' }),
  spoilt('in-future', 'performance-broker', '考试年度在以后', { 考试年度: '2099' }),
  spoilt('scope-set', 'travel-agency', '国内和入境须一并经营', { 经营范围: '国内旅游业务' }),
  spoilt('foreign-outbound', 'travel-agency', '外商投资不得经营出境', {
    经营范围: '国内、入境、出境',
    外商投资: '是',
    出境业务依据: null,
  }),
  spoilt('glyph-missing', 'entertainment', '自造字没有字体', { 持证主体: '杭州样例\u{F2345}歌舞厅' }),
]

const ONE_GUIDE = { 持证主体代码: '330000198811020025', 性别: '女', 出生日期: null } as const

const DOUBLES: readonly Spoilt[] = [
  spoilt(GOOD, 'tour-guide', '', ONE_GUIDE),
  spoilt('row-twice', 'tour-guide', '与上一行是同一人', ONE_GUIDE),
]

const PHOTOS: readonly Spoilt[] = [
  spoilt('photo-path', 'tour-guide', '照片不在导入文件所在文件夹内', { 照片: '../photos/p1.jpg' }),
  spoilt('photo-missing', 'tour-guide', '没有这个照片文件', { 照片: 'photos/nobody.jpg' }),
  spoilt('photo-unreadable', 'guide-qualification', '文件不是照片', { 照片: 'photos/bad-text.jpg' }),
  spoilt('photo-size', 'guide-qualification', '照片小于 50 KB', { 照片: 'photos/b1.jpg' }),
  spoilt('photo-pixels', 'performance-broker', '照片像素太少', { 照片: 'photos/bad-small.jpg' }),
  spoilt('photo-shape', 'performance-broker', '照片宽高比例不对', { 照片: 'photos/p1.jpg' }),
]

/** A citizen without guests' papers, so that rules on ID numbers apply; a plain scope, so that one thing is wrong. */
function goodRow(kind: KindId, by: Parameters<typeof applicant>[1]): DemoRow {
  for (;;) {
    const row = keptInMixed(applicant(kind, by))
    if (
      row.values['holderCodeTypeCode'] === undefined &&
      row.values['foreignInvested'] !== true &&
      row.values['isTourLeader'] !== true
    )
      return row
  }
}

interface Line {
  readonly cells: Readonly<Record<string, CellOut>>
  readonly sheetOnly: boolean
}

function linesOf(
  sorts: readonly Spoilt[],
  seed: number,
  format: FileFormat,
  also: (kind: KindId, nth: number) => Readonly<Record<string, CellOut>>,
): readonly Line[] {
  const random = seeded(seed)
  const by = { random, ids: identities(10 * seed) }
  return sorts.flatMap((bad, i): Line[] => {
    const kind = kindOf(bad.kind)
    const line = (
      code: string,
      why: string,
      cells: Readonly<Record<string, CellOut>>,
      nth: number,
    ): Readonly<Record<string, CellOut>> => ({
      预期: code,
      说明: why,
      证照类型: kind.name.zh,
      ...mixedCells(goodRow(bad.kind, by), format, random),
      ...also(bad.kind, nth),
      ...cells,
    })
    const rows: Line[] = [
      { cells: line(bad.code, bad.why, bad.cells, 2 * i), sheetOnly: bad.sheetOnly === true },
    ]
    if (i % 4 === 3) rows.push({ cells: line(GOOD, '', {}, 2 * i + 1), sheetOnly: false })
    return rows
  })
}

const grid = (headings: readonly string[], lines: readonly Line[]): readonly (readonly CellOut[])[] => [
  headings,
  ...lines.map(line => headings.map(heading => line.cells[heading] ?? null)),
]

/** Applications with a fault of every sort, one a row, and good rows between; 预期 names the fault. */
export function badFiles(): readonly DemoFile[] {
  const sorts = [...WHOLE_ROW, ...CELLS, ...VALUES, ...DOUBLES, ...PHOTOS]
  const headings = ['预期', '说明', '证照类型', '办理事项', '证照编号', ...MIXED_HEADINGS]
  const rows = (format: FileFormat) => linesOf(sorts, 7000, format, () => ({}))
  const texts = rows('csv').filter(line => !line.sheetOnly)
  const sheet = { name: '有错的行', rows: grid(headings, rows('xlsx')), headings: 0 }
  return [
    { kind: null, rows: [], name: 'bad-rows.xlsx', bytes: workbook([sheet]) },
    { kind: null, rows: [], name: 'bad-rows.csv', bytes: csvUtf8(grid(headings, texts)) },
  ]
}

/** A right identifier, and the same with a check that no routine makes. */
const IDENTIFIER = identifierFor('travel-agency', 9001)
const WRONG_IDENTIFIER = IDENTIFIER.slice(0, -1) + (IDENTIFIER.endsWith('Z') ? 'Y' : 'Z')

const STOCK: readonly Spoilt[] = [
  spoilt('number-missing', 'entertainment', '没有证照编号', { 证照编号: null }),
  spoilt('issue-date-missing', 'travel-agency', '没有发证日期', { 发证日期: null }),
  spoilt('valid-to-missing', 'network-culture', '有期限的证照没有截止日期', { 有效期至: '长期' }),
  spoilt(GOOD, 'travel-agency', '', { 证照编号: 'L-ZJ-98001', 证照标识: IDENTIFIER }),
  spoilt('identifier-taken', 'travel-agency', '与上一行同标识', { 证照标识: IDENTIFIER }),
  spoilt('number-taken', 'travel-agency', '与上一行同号', { 证照编号: 'L-ZJ-98001' }),
  spoilt('number-lent', 'travel-agency', '编号在借给本工作站的号段内', { 证照编号: 'L-ZJ-01005' }),
  spoilt('identifier-wrong', 'network-culture', '证照标识校验位不对', { 证照标识: WRONG_IDENTIFIER }),
  spoilt('identifier-wrong', 'network-culture', '证照标识格式不对', { 证照标识: '1.2.156.3005.2.样例' }),
  spoilt('dates-order', 'network-culture', '截止日期早于起始日期', {
    发证日期: '2024年3月1日',
    有效期起: '2024年3月1日',
    有效期至: '2021年3月1日',
  }),
  spoilt('too-long', 'entertainment', '编号超过 50 字', {
    证照编号: `杭上文娱字〔2024〕第${'9'.repeat(60)}号`,
  }),
  spoilt('missing', 'tour-guide', '没有姓名', { 持证主体: null }),
  spoilt('holder-code', 'commercial-performance', '信用代码少一位', { 持证主体代码: '9133010200003001X' }),
  spoilt('value-unreadable', 'entertainment', '没有这一天', { 发证日期: '2023-2-29' }),
  spoilt('status-unknown', 'entertainment', '没有这种状态', { 证照状态: '丢失' }),
  spoilt('status-contradicts', 'travel-agency', '状态与是否注销矛盾', { 证照状态: '正常', 是否注销: '是' }),
  spoilt('expiry-contradicts', 'network-culture', '写为过期而尚未到期', {
    证照状态: '已过期',
    有效期至: '2099年1月1日',
  }),
  spoilt('kind-unknown', 'entertainment', '没有这种证照', { 证照类型: '印刷经营许可证' }),
]

/** Existing licences with a fault of every sort that only they can have. */
export function badStock(): DemoFile {
  const lines = linesOf(STOCK, 8000, 'xlsx', (kind, nth) => ({
    证照编号: kind === 'travel-agency' ? `L-ZJ-${98100 + nth}` : `9999${nth}9999`,
    发证日期: '2024年6月1日',
    有效期至: kindOf(kind).validity.termMonths === null ? '长期' : '2027年6月1日',
  }))
  const headings = [
    '预期',
    '说明',
    '证照类型',
    '证照状态',
    '是否注销',
    ...Object.keys(STOCK_HEADINGS),
    ...MIXED_HEADINGS,
  ]
  return {
    name: 'bad-stock.xlsx',
    kind: null,
    rows: [],
    bytes: workbook([{ name: '有错的存量', rows: grid(headings, lines), headings: 0 }]),
  }
}
