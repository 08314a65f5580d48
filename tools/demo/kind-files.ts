import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindDefinition, type KindId } from '../../shared/domain/kinds/kind.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { applicant, type DemoRow } from './applicants.ts'
import { columnsOf, type Column } from './columns.ts'
import { identities } from './identities.ts'
import { seeded, type Random } from './random.ts'
import { spell, type CellOut, type FileFormat } from './spell.ts'
import { csvGb18030, csvUtf8, jsonFile } from './text-files.ts'
import { workbook, type Sheet } from './workbook.ts'

/** A file and what must be read out of it. `row` counts as the import does: the sheet's row, or the item of a JSON. */
export interface DemoFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** The kind of all rows; null where a column tells it. */
  readonly kind: KindId | null
  readonly rows: readonly (DemoRow & { readonly row: number })[]
}

export const kindOf = (id: KindId): KindDefinition => {
  const found = BUILTIN_KINDS.find(kind => kind.id === id)
  if (!found) throw new Error(`no kind ${id}`)
  return found
}

/** Names of exactly sixty characters, one a kind; the persons' are as long as names of several nationalities get. */
const LONG_HOLDERS: Readonly<Record<KindId, string>> = {
  'network-culture':
    '杭州样例长三角数字文化创意产业投资发展（集团）股份有限公司网络表演与动漫艺术品展览比赛运营管理有限分公司（钱塘新区第一）',
  'travel-agency':
    '宁波样例东海之滨山海康养研学国际旅行社（集团）股份有限公司栎社国际机场空港经济示范区出入境旅游综合服务中心分社第一总部甲',
  'guide-qualification': '阿卜杜热西提·买买提艾力·伊斯拉木·古丽巴哈尔·阿不都热合曼·样例',
  'tour-guide': '古丽巴哈尔·阿不都热合曼·买买提艾力·迪丽努尔·库尔班江·样例',
  'performance-broker': '洛桑·次仁·扎西·旺堆·多吉·平措·样例',
  'commercial-performance':
    '绍兴样例古越传统戏曲文化传承保护与演艺产业发展（集团）股份有限公司越剧绍剧莲花落曲艺综合艺术表演总团柯桥第一演出分团甲队',
  entertainment:
    '温州样例瓯江两岸滨水休闲文化主题综合游乐世界（鹿城）游艺娱乐产业发展股份有限公司江滨万象商业广场第一分公司江滨旗舰总店铺',
}

const RARE_PERSONS: readonly string[] = ['张𬭎', '𫍯㛃', '诸葛䶮', '李㛃样']

const LONG_ADDRESS =
  '浙江省杭州市上城区样例街道样例社区样例自然村样例大道一千二百三十四号样例文化创意产业园五号楼东区第十八层一八〇一室至一八二〇室（集中登记地，不含消防通道和公共区域）附一号'

/** A character of extension B that names may have (通用规范汉字表), for the files whose office programs all know it. */
const EXTENSION_B = '𣲗'

const addressField = (values: FieldValues): string | undefined =>
  ['regAddress', 'bizAddress', 'address'].find(id => values[id] !== undefined)

/** Decimals without the zeros at their end, as they are kept. */
function plain(kind: KindId, values: FieldValues): FieldValues {
  const decimals = kindOf(kind).fields.filter(
    field => field.type.type === 'decimal' && values[field.id] !== undefined,
  )
  return {
    ...values,
    ...Object.fromEntries(decimals.map(field => [field.id, String(Number(values[field.id]))])),
  }
}

/** The shipped example with rare characters beside drawn rows, and rows that are long in every way. */
function rowsOf(kind: KindId, random: Random): readonly DemoRow[] {
  const by = { random, ids: identities(3000 + 100 * BUILTIN_KINDS.findIndex(k => k.id === kind)) }
  const drawn = Array.from({ length: 7 }, () => applicant(kind, by))
  const long = applicant(kind, by)
  const address = addressField(long.values)
  const longRow: DemoRow = {
    ...long,
    values: {
      ...long.values,
      holderName: LONG_HOLDERS[kind],
      ...(address === undefined ? {} : { [address]: LONG_ADDRESS }),
    },
  }
  const rare = applicant(kind, by)
  const person = rare.photo !== undefined
  const rareRow: DemoRow = {
    ...rare,
    values: {
      ...rare.values,
      holderName: person
        ? random.pick(RARE_PERSONS)
        : `杭州样例䶮㛃𫍯𬭎${kindOf(kind).name.zh.slice(0, 2)}有限公司`,
      ...(person ? {} : { legalRep: '张𬭎' }),
    },
  }
  const [example] = EXAMPLES[kind].filter(e => !person && e.id !== 'long-name')
  return [
    drawn[0],
    longRow,
    ...drawn.slice(1, 4),
    rareRow,
    ...drawn.slice(4),
    ...(example ? [{ kind, values: plain(kind, example.values) }] : []),
  ].filter(row => row !== undefined)
}

function onlyWide(kind: KindId, random: Random): DemoRow {
  const row = applicant(kind, { random, ids: identities(3900 + BUILTIN_KINDS.findIndex(k => k.id === kind)) })
  return { ...row, values: { ...row.values, contactName: `${EXTENSION_B}样例` } }
}

/** Cells of one row by its columns. */
export function cellsOf(
  row: DemoRow,
  columns: readonly Column[],
  format: FileFormat,
  random: Random,
  nth: number,
): readonly CellOut[] {
  const kind = kindOf(row.kind)
  return columns.map(column => {
    if ('remarks' in column) return random.pick(column.remarks)
    if ('special' in column) {
      if (column.special === 'sequence') return format === 'xlsx' || format === 'json' ? nth : String(nth)
      return column.special === 'kind' ? kind.name.zh : random.pick(['新办', '首次申请', '设立', ''])
    }
    if (column.field === 'photo') return row.photo ?? null
    const field = kind.fields.find(f => f.id === column.field)
    if (!field) throw new Error(`${row.kind} has no ${column.field}`)
    return spell(field, row.values[field.id], { kind, random, format })
  })
}

/** Rows of a sheet with blank ones here and there; `first` is the number of the first row in the file. */
function withBlanks<T>(items: readonly T[], random: Random): readonly (T | undefined)[] {
  return items.flatMap((item, i) => (i > 0 && random.chance(0.2) ? [undefined, item] : [item]))
}

const COVER: Sheet = {
  name: '填表说明',
  rows: [
    ['填 表 说 明'],
    [],
    ['一、本表为样例，单位、人员、号码均属虚构。'],
    ['二、带 * 的为必填；照片填写与本表同一文件夹内的文件名。'],
  ],
  titles: [0],
}

function sheetFile(
  kind: KindId,
  headings: readonly string[],
  cells: readonly (readonly CellOut[] | undefined)[],
): { bytes: Uint8Array; above: number } {
  const above: CellOut[][] =
    kind === 'entertainment' || kind === 'tour-guide'
      ? [
          [`样例省${kindOf(kind).name.zh}申请汇总表`],
          ['填报单位：样例市文化广电和旅游局', null, null, '填报日期：2026年3月1日'],
          [],
        ]
      : []
  const data: Sheet = {
    name: '数据',
    rows: [...above, headings, ...cells.map(row => row ?? [])],
    titles: above.length > 0 ? [0] : [],
    headings: above.length,
  }
  const codes: Sheet = {
    name: '代码',
    rows: [
      ['代码', '名称'],
      ['01', '样例'],
    ],
    hidden: true,
  }
  return { bytes: workbook(kind === 'travel-agency' ? [COVER, data] : [data, codes]), above: above.length }
}

const FILE_ENDS: Readonly<Record<FileFormat, string>> = {
  xlsx: '.xlsx',
  csv: '.csv',
  gb18030: '-gb18030.csv',
  json: '.json',
}

function kindFile(kind: KindId, format: FileFormat, rows: readonly DemoRow[], random: Random): DemoFile {
  const columns = columnsOf(kind, format)
  const headings = columns.map(column => column.heading)
  const placed = format === 'json' ? rows : withBlanks(rows, random)
  const cells = placed.map((row, i) => (row ? cellsOf(row, columns, format, random, i + 1) : undefined))
  const numbered = (above: number) =>
    placed.flatMap((row, i) => (row ? [{ ...row, row: above + i + 1 }] : []))
  const name = kind + FILE_ENDS[format]
  if (format === 'json')
    return {
      name,
      kind,
      rows: numbered(0),
      bytes: jsonFile(
        headings,
        cells.filter(row => row !== undefined),
        kind === 'entertainment',
      ),
    }
  if (format === 'xlsx') {
    const { bytes, above } = sheetFile(kind, headings, cells)
    return { name, kind, rows: numbered(above + 1), bytes }
  }
  const lines = [headings, ...cells.map(row => row ?? headings.map(() => null))]
  return { name, kind, rows: numbered(1), bytes: format === 'csv' ? csvUtf8(lines) : csvGb18030(lines) }
}

/** The four files of every kind: the same rows, spelled and headed otherwise; xlsx and JSON have one more. */
export function kindFiles(): readonly DemoFile[] {
  return BUILTIN_KINDS.flatMap(({ id }, i) => {
    const rows = rowsOf(id, seeded(100 + i))
    const wide = [...rows, onlyWide(id, seeded(200 + i))]
    return (['xlsx', 'csv', 'gb18030', 'json'] as const).map((format, f) =>
      kindFile(id, format, format === 'xlsx' || format === 'json' ? wide : rows, seeded(1000 + 10 * i + f)),
    )
  })
}
