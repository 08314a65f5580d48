import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { addDays, addMonths, type CivilDate } from '../../../shared/kernel/instant.ts'

/** A row of an import file: what it is to show, and its cells by field id. */
export interface Row {
  readonly what: string
  readonly cells: FieldValues
}

/** Characters that the bundled fonts do not all have. */
export const RARE = {
  /** Those that names of people really hold. */
  name: '𬭎㛃䶮𫍯',
  /** The late end of the first block, then one or two of each extension: A, B, B, C, D, E, F, G, H. */
  beyond: '鿫㐀𠮷𪚥𪜶𫞂𫠝𬺷𰀀𱍐',
} as const

const SIXTY = 60
const ADDRESS = 300

/** Repeats the filling between a beginning and an end until the text has exactly that many characters. */
export function filledTo(length: number, head: string, filling: string, tail: string): string {
  const room = length - [...head].length - [...tail].length
  const repeated = [...filling.repeat(Math.ceil(room / [...filling].length))].slice(0, room)
  return head + repeated.join('') + tail
}

const LONG_ADDRESS = filledTo(
  ADDRESS,
  '浙江省杭州市上城区样例街道样例社区',
  '样例大道一千二百三十四号样例文化创意产业园五号楼东区第十八层一八〇一室、',
  '（集中登记地）末',
)

const longName = (head: string, tail: string): string =>
  filledTo(SIXTY, head, '文化创意产业投资发展（集团）', tail)

/** Every code of a list's table that may be given out now, and free text up to the most items. */
function everything(kind: KindDefinition, fieldId: string): readonly string[] {
  const field = kind.fields.find(f => f.id === fieldId)
  if (field?.type.type !== 'list') throw new Error(`${kind.id} has no list ${fieldId}`)
  const { table, freeText, maxItems } = field.type
  const codes = kind.codeTables
    .filter(t => t.id === table)
    .flatMap(t => t.entries.filter(e => e.closedForNew !== true).map(e => e.code))
    .slice(0, maxItems)
  const free = freeText ? Array.from({ length: maxItems - codes.length }, (_, i) => `样例项目${i + 1}`) : []
  return [...codes, ...free]
}

/** Fields of a kind that hold an address, all of them filled to the last character. */
const longAddresses = (kind: KindDefinition): FieldValues =>
  Object.fromEntries(
    kind.fields
      .filter(f => f.type.type === 'text' && f.type.maxLength === ADDRESS && /address/i.test(f.id))
      .map(f => [f.id, LONG_ADDRESS]),
  )

/** 台湾居民来往大陆通行证, GB/T 36903 App. A: eight digits. */
const TAIWAN_PERMIT = '511'

const LISTS = ['scope', 'languages'] as const

/** An example of the kind driven to the limits of its fields: names, addresses, lists, rare characters. */
export function edgeRow(kind: KindDefinition): Row {
  const example = EXAMPLES[kind.id][1]
  if (!example) throw new Error(`${kind.id} has too few examples`)
  const lists = LISTS.filter(id => kind.fields.some(f => f.id === id))
  const holder =
    kind.holder === 'person'
      ? { holderName: `${RARE.beyond}·样例`, holderCode: '76543210', holderCodeTypeCode: TAIWAN_PERMIT }
      : { holderName: longName(`杭州样例${RARE.name}${RARE.beyond}`, '有限公司') }
  const legalRep = kind.fields.some(f => f.id === 'legalRep')
    ? { legalRep: `${RARE.beyond}·买买提·样例` }
    : {}
  return {
    what: 'limits',
    cells: {
      ...example.values,
      ...holder,
      ...legalRep,
      ...longAddresses(kind),
      ...Object.fromEntries(lists.map(id => [id, everything(kind, id)])),
    },
  }
}

/** The shipped examples of a kind, and the one at the limits. */
export const applicationRows = (kind: KindDefinition): readonly Row[] => [
  ...EXAMPLES[kind.id].map(example => ({ what: example.id, cells: example.values })),
  edgeRow(kind),
]

/** How long the window for renewal is still open. */
const DAYS_LEFT = 10

/** An existing licence of the kind that may be renewed today; none where the kind knows no renewal. */
export function renewableRow(kind: KindDefinition, today: CivilDate): Row | undefined {
  const { renewal, termMonths } = kind.validity
  const [example] = EXAMPLES[kind.id]
  const number = kind.number.patterns[0]?.examples[0]
  if (renewal === null || termMonths === null || !example || number === undefined) return undefined
  const validTo = addDays(today, renewal.closesDays + DAYS_LEFT)
  const validFrom = addMonths(validTo, -termMonths)
  const issued = { certNo: number, issueDate: validFrom, validFrom, validTo }
  return { what: 'stock', cells: { ...example.values, ...issued } }
}

/** What a change alters, by kind; a 旅行社 besides takes up outbound business, which gives it another number. */
export const CHANGES: Readonly<Record<KindDefinition['id'], FieldValues>> = {
  'network-culture': { legalRep: '欧阳㛃', domains: 'www.example.cn、样例.example.中国' },
  'travel-agency': { legalRep: '欧阳㛃' },
  'guide-qualification': { holderName: '更名·样例' },
  'tour-guide': { employer: '杭州样例䶮旅行社有限公司' },
  'performance-broker': { holderName: '更名𫍯样' },
  'commercial-performance': { address: LONG_ADDRESS },
  entertainment: { capacity: '188', usableArea: '1234.56' },
}

export const OUTBOUND: FieldValues = { scope: '国内旅游业务、入境旅游业务、出境旅游业务' }
