import { buildIdentifier, type IdentifierParts } from '../../shared/domain/codes/certificate-identifier.ts'
import { legacyMod3736 } from '../../shared/domain/codes/mod-37-36.ts'
import { type FieldValues, type KindId } from '../../shared/domain/kinds/kind.ts'
import { validityOf } from '../../shared/domain/licence/validity.ts'
import { type CivilDate } from '../../shared/kernel/instant.ts'
import { applicant, type DemoRow } from './applicants.ts'
import { mixedHeading, MIXED_HEADINGS, STOCK_HEADINGS } from './columns.ts'
import { identities } from './identities.ts'
import { kindOf, type DemoFile } from './kind-files.ts'
import { seeded, type Random } from './random.ts'
import { spell, type CellOut, type FileFormat } from './spell.ts'
import { dayBetween } from './vocabulary.ts'
import { workbook } from './workbook.ts'

/** Cells of a row by the headings of a mixed file. */
export function mixedCells(
  row: DemoRow,
  format: FileFormat,
  random: Random,
): Readonly<Record<string, CellOut>> {
  const kind = kindOf(row.kind)
  const cells: Record<string, CellOut> = {}
  if (row.photo !== undefined) cells['照片'] = row.photo
  for (const field of kind.fields) {
    const heading =
      mixedHeading(field.id) ?? Object.entries(STOCK_HEADINGS).find(([, id]) => id === field.id)?.[0]
    if (heading === undefined || row.values[field.id] === undefined) continue
    cells[heading] = spell(field, row.values[field.id], { kind, random, format })
  }
  return cells
}

/** What a mixed file can hold of a row: one field a heading, and none without a column. */
export function keptInMixed(row: DemoRow): DemoRow {
  const taken = new Set<string>()
  const kept = (id: string): boolean => {
    const heading = mixedHeading(id)
    if (heading === undefined || taken.has(heading)) return false
    taken.add(heading)
    return true
  }
  return { ...row, values: Object.fromEntries(Object.entries(row.values).filter(([id]) => kept(id))) }
}

/** How many rows of each kind, a thousand in all. */
const SHARES: readonly (readonly [kind: KindId, rows: number])[] = [
  ['network-culture', 160],
  ['travel-agency', 130],
  ['guide-qualification', 110],
  ['tour-guide', 120],
  ['performance-broker', 70],
  ['commercial-performance', 150],
  ['entertainment', 260],
]

const KIND_NAMES: Readonly<Record<KindId, readonly string[]>> = {
  'network-culture': ['网络文化经营许可证', '网文证', '网络文化'],
  'travel-agency': ['旅行社业务经营许可证', '旅行社许可证', '旅行社'],
  'guide-qualification': ['导游资格证书', '导游资格证'],
  'tour-guide': ['导游证', '电子导游证'],
  'performance-broker': ['演出经纪人员资格证', '演出经纪资格证'],
  'commercial-performance': ['营业性演出许可证', '演出证', '营业性演出'],
  entertainment: ['娱乐经营许可证', '娱乐场所许可证', '娱乐'],
}

/** One thousand applications of all kinds in no order, every one good. */
export function mixedFile(): DemoFile {
  const random = seeded(5000)
  const by = { random, ids: identities(10_000) }
  const waiting = SHARES.flatMap(([kind, rows]) => Array.from({ length: rows }, () => kind))
  const rows: DemoRow[] = []
  while (waiting.length > 0) {
    const [kind] = waiting.splice(random.int(0, waiting.length - 1), 1)
    if (kind) rows.push(keptInMixed(applicant(kind, by)))
  }
  const headings = ['序号', '证照类型', '办理事项', ...MIXED_HEADINGS]
  const cells = rows.map((row, i) => {
    const fields = mixedCells(row, 'xlsx', random)
    return [
      i + 1,
      random.pick(KIND_NAMES[row.kind]),
      random.pick(['新办', '']),
      ...MIXED_HEADINGS.map(h => fields[h] ?? null),
    ]
  })
  return {
    name: 'mixed-1000.xlsx',
    kind: null,
    rows: rows.map((row, i) => ({ ...row, row: i + 2 })),
    bytes: workbook([{ name: '汇总', rows: [headings, ...cells], headings: 0 }]),
  }
}

/** Numbers of every era as papers show them, and how they are kept. Their digits lie outside the demonstration's blocks. */
const STOCK_NUMBERS: Readonly<Record<KindId, readonly (readonly [written: string, kept: string])[]>> = {
  'network-culture': [
    ['浙网文〔2024〕9001-001号', '浙网文〔2024〕9001-001号'],
    ['浙网文[2023]9002-002号', '浙网文〔2023〕9002-002号'],
    ['浙网文（2024）9003-003号', '浙网文〔2024〕9003-003号'],
    ['浙网文【2025】9004-004号', '浙网文〔2025〕9004-004号'],
    ['浙网文(2022)9005-1005号', '浙网文〔2022〕9005-1005号'],
    ['浙网文〔2025〕9006-006', '浙网文〔2025〕9006-006号'],
    ['浙网文［２０２４］９００７－００７号', '浙网文〔2024〕9007-007号'],
    ['浙网文〔2023〕 9008—008 号', '浙网文〔2023〕9008-008号'],
    ['浙网文〖2025〗9009-009号', '浙网文〔2025〕9009-009号'],
    ['浙网文〔2024〕9010–010', '浙网文〔2024〕9010-010号'],
  ],
  'travel-agency': [
    ['L-ZJ-90001', 'L-ZJ-90001'],
    ['L-ZJ-CJ90002', 'L-ZJ-CJ90002'],
    ['L-ZJ90003', 'L-ZJ90003'],
    ['l-zj-90004', 'L-ZJ-90004'],
    ['L－ZJ－ＣＪ９０００５', 'L-ZJ-CJ90005'],
    ['L-ZJ-HZ9006', 'L-ZJ-HZ9006'],
    ['L-ZJ-NB9007', 'L-ZJ-NB9007'],
    ['L-ZJ- 90008', 'L-ZJ-90008'],
    ['L-ZJ-CJ90009', 'L-ZJ-CJ90009'],
    ['L—ZJ—90010', 'L-ZJ-90010'],
  ],
  'guide-qualification': [
    ['DZG2024ZJ90001', 'DZG2024ZJ90001'],
    ['DZG2019900002', 'DZG2019900002'],
    ['dzg2023zj90003', 'DZG2023ZJ90003'],
    ['DZG2018 900004', 'DZG2018900004'],
    ['ＤＺＧ2022ZJ90005', 'DZG2022ZJ90005'],
  ],
  'tour-guide': [
    ['D-3301-900001', 'D-3301-900001'],
    ['D-3302-900002', 'D-3302-900002'],
    ['D-33900003', 'D-33900003'],
    ['L-33900004', 'L-33900004'],
    ['A9B8C7D5', 'A9B8C7D5'],
    ['Z9Y8X7W6', 'Z9Y8X7W6'],
    ['D－３３０３－９００００７', 'D-3303-900007'],
    ['q9900008', 'Q9900008'],
    ['D-3306-900009', 'D-3306-900009'],
    ['D-33900010', 'D-33900010'],
  ],
  'performance-broker': [
    ['2021900001', '2021900001'],
    ['2023900002', '2023900002'],
    ['〔2016〕第900003号', '〔2016〕第900003号'],
    ['(2018)第900004号', '〔2018〕第900004号'],
    ['2024900005', '2024900005'],
  ],
  'commercial-performance': [
    ['330102129001', '330102129001'],
    ['330203129002', '330203129002'],
    ['浙演〔机构〕〔2025〕9003号', '浙演〔机构〕〔2025〕9003号'],
    ['浙演[机构][2024]9004号', '浙演〔机构〕〔2024〕9004号'],
    ['杭市演9005号', '杭市演9005号'],
    ['浙演经20253300009006', '浙演经20253300009006'],
    ['浙演团20243300009007', '浙演团20243300009007'],
    ['330702 12 9008', '330702129008'],
    ['浙演〔场所〕〔2025〕9009号', '浙演〔场所〕〔2025〕9009号'],
    ['浙演9010', '浙演9010'],
  ],
  entertainment: [
    ['330102169001', '330102169001'],
    ['330302179002', '330302179002'],
    ['杭上文娱字〔2025〕第9003号', '杭上文娱字〔2025〕第9003号'],
    ['甬海文娱字（2024）第9004号', '甬海文娱字〔2024〕第9004号'],
    ['温鹿文娱字第9005号', '温鹿文娱字第9005号'],
    ['330602189006', '330602189006'],
    ['绍越文娱字[2025]9007号', '绍越文娱字〔2025〕9007号'],
    ['330110169008', '330110169008'],
    ['嘉南文娱字〔2025〕第9009号', '嘉南文娱字〔2025〕第9009号'],
    ['331002169010', '331002169010'],
  ],
}

const ISSUERS = ['样例省文化和旅游厅', '样例市文化广电和旅游局', '样例区文化和广电旅游体育局']

/** 证照标识 of an older licence; every fifth has the check that a widespread faulty routine made. */
export function identifierFor(kind: KindId, nth: number): string {
  const parts: IdentifierParts = {
    typeCode: kindOf(kind).typeCode,
    issuerCode: '11330000MB0000DM01',
    serial: `STOCK${String(nth).padStart(7, '0')}`,
    version: '001',
  }
  const made = buildIdentifier(parts)
  if (!made.ok) throw new Error(made.error.text.en)
  if (nth % 5 !== 0) return made.value
  return (
    made.value.slice(0, -1) + legacyMod3736(parts.typeCode + parts.issuerCode + parts.serial + parts.version)
  )
}

/** What an issued licence has beside the application's fields, dates by the kind's term. */
function issuedValues(kind: KindId, kept: string, random: Random, nth: number): FieldValues {
  const year = /〔(20\d\d)〕/.exec(kept)?.[1]
  const issueDate =
    year === undefined ? dayBetween(random, 2022, 2025) : dayBetween(random, Number(year), Number(year))
  const { validFrom, validTo } = validityOf(kindOf(kind), issueDate as CivilDate)
  return {
    certNo: kept,
    ...(random.chance(0.6) ? { certIdentifier: identifierFor(kind, nth) } : {}),
    ...(random.chance(0.7) ? { issuerName: random.pick(ISSUERS) } : {}),
    issueDate,
    ...(random.chance(0.7) ? { validFrom } : {}),
    validTo,
  }
}

/** Fields that papers of the time did not have: what is missing must not keep a licence out. */
function asOld(row: DemoRow, random: Random): DemoRow {
  const dropped = [
    'capacity',
    'approvalDocNo',
    'investor',
    'subjectKind',
    'language',
    'qualificationNo',
  ].filter(() => random.chance(0.3))
  const values = Object.fromEntries(Object.entries(row.values).filter(([id]) => !dropped.includes(id)))
  const { photo, ...rest } = row
  return { ...rest, values, ...(photo !== undefined && random.chance(0.4) ? { photo } : {}) }
}

/** Ends of licences, and how an office writes them. */
const ENDS = [
  ['cancelled', '注销'],
  ['cancelled', '已注销'],
  ['revoked', '吊销'],
  ['withdrawn', '撤销'],
] as const

/** What became of a licence since: most are in use, some ended, some are past their last day. */
function statusOf(
  kind: KindId,
  values: FieldValues,
  random: Random,
): readonly [status: string, written: string] {
  if (kind === 'tour-guide' && random.chance(0.1)) return ['suspended', '暂扣']
  if (random.chance(0.12)) return random.pick(ENDS)
  const last = values['validTo']
  if (typeof last === 'string' && last < '2026-01-01') return ['valid', random.pick(['过期', '已过期', ''])]
  return ['valid', random.pick(['有效', '正常', '在用', ''])]
}

/** Existing licences of an office: numbers of all eras, registration numbers of the old kind, 长期. */
export function stockFile(): DemoFile {
  const random = seeded(6000)
  const by = { random, ids: identities(20_000) }
  let nth = 0
  const issuedHeadings = Object.keys(STOCK_HEADINGS)
  const headings = ['证照类型', '证照状态', ...issuedHeadings, ...MIXED_HEADINGS, '原档案盒号']
  const rows: (DemoRow & { written: string; said: string })[] = []
  for (let era = 0; era < 12; era++)
    for (const [kind] of SHARES) {
      const numbers = STOCK_NUMBERS[kind]
      const [written, kept] = numbers[era] ?? []
      if (written === undefined || kept === undefined) continue
      const fresh = asOld(keptInMixed(applicant(kind, by)), random)
      const registered =
        kindOf(kind).holder === 'organisation' && nth % 7 === 0
          ? { holderCode: `33010000000${String(9000 + nth)}` }
          : {}
      const values = { ...fresh.values, ...registered, ...issuedValues(kind, kept, random, ++nth) }
      const [status, said] = statusOf(kind, values, random)
      rows.push({ ...fresh, written, said, status, values })
    }
  const cells = rows.map((row, i) => {
    const fields = mixedCells(row, 'xlsx', random)
    const own: Record<string, CellOut> = { ...fields, 证照编号: row.written }
    if (row.values['validTo'] === null) own['有效期至'] = random.pick(['长期', '长期有效', ''])
    return [
      random.pick(KIND_NAMES[row.kind]),
      row.said,
      ...[...issuedHeadings, ...MIXED_HEADINGS].map(h => own[h] ?? null),
      `样例盒${(i % 9) + 1}`,
    ]
  })
  return {
    name: 'stock.xlsx',
    kind: null,
    rows: rows.map(({ written: _written, said: _said, ...row }, i) => ({ ...row, row: i + 3 })),
    bytes: workbook([
      { name: '存量证照', rows: [['存量证照登记表（样例）'], headings, ...cells], titles: [0], headings: 1 },
    ]),
  }
}
