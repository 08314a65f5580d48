import { holderCodeType } from '../codes/holder-code.ts'
import { LIFE_EVENTS, type KindDefinition } from '../kinds/kind.ts'
import { KIND_RULES } from '../kinds/rules.ts'
import { isSafePattern, matchesPattern } from '../numbering/patterns.ts'

/** Fields that issuing, registers and exchange read by name in every kind. */
const NEEDED_FIELDS = [
  'certName',
  'certTypeCode',
  'certNo',
  'certIdentifier',
  'issuerName',
  'issuerCode',
  'issueDate',
  'validFrom',
  'validTo',
  'holderName',
  'holderCode',
  'holderCodeType',
  'holderCodeTypeCode',
  'signer',
  'signedAt',
  'sealName',
  'createdAt',
  'previousIdentifier',
  'faceNote',
]

const twice = (items: readonly string[]): string | undefined =>
  items.find((item, i) => items.indexOf(item) !== i)

function fieldFaults(kind: KindDefinition): readonly string[] {
  const ids = kind.fields.map(field => field.id)
  const tables = kind.codeTables.map(table => table.id)
  const out: string[] = []
  const double = twice(ids) ?? twice(kind.fields.map(field => field.shortName)) ?? twice(tables)
  if (double !== undefined) out.push(`${double} stands twice`)
  for (const id of NEEDED_FIELDS) if (!ids.includes(id)) out.push(`the field ${id} is missing`)
  for (const field of kind.fields) {
    const table = 'table' in field.type ? field.type.table : undefined
    if (table !== undefined && !tables.includes(table))
      out.push(`${field.id} names the table ${table}, which is not there`)
    if (field.mandatoryWhen && !ids.includes(field.mandatoryWhen.field))
      out.push(`${field.id} depends on ${field.mandatoryWhen.field}, which is not there`)
  }
  for (const table of kind.codeTables) {
    const code = twice(table.entries.map(entry => entry.code))
    if (code !== undefined) out.push(`${table.id} has the code ${code} twice`)
  }
  return out
}

function numberFaults(kind: KindDefinition): readonly string[] {
  const keys = [...kind.number.blockKeys].sort().join()
  const wanted = [...KIND_RULES[kind.id].blockKeys].sort().join()
  return [
    ...(keys === wanted ? [] : [`blockKeys must be ${wanted}`]),
    ...kind.number.patterns.flatMap(pattern =>
      isSafePattern(pattern.pattern)
        ? pattern.examples
            .filter(example => !matchesPattern(pattern.pattern, example))
            .map(example => `${example} does not follow its own pattern`)
        : [`the pattern ${pattern.pattern} is not of the safe subset`],
    ),
  ]
}

/** Codes that the program's rules name must stay in the tables, else the rules would fall silent. */
function ruleFaults(kind: KindDefinition): readonly string[] {
  return Object.entries(KIND_RULES[kind.id].namedCodes).flatMap(([id, codes]) => {
    const table = kind.codeTables.find(row => row.id === id)
    return codes
      .filter(code => !table?.entries.some(entry => entry.code === code))
      .map(code => `the table ${id} lacks the code ${code}, which a rule names`)
  })
}

/** What the parts of a kind say against each other; empty when it can be used. */
export function kindFaults(kind: KindDefinition): readonly string[] {
  const events = kind.events.map(rule => rule.event)
  return [
    ...fieldFaults(kind),
    ...numberFaults(kind),
    ...ruleFaults(kind),
    ...LIFE_EVENTS.filter(event => !events.includes(event)).map(event => `the event ${event} is missing`),
    ...kind.holderCodeTypes
      .filter(code => !holderCodeType(code))
      .map(code => `there is no holder code type ${code}`),
    ...(kind.fields.some(field => field.type.type === 'photo') === (kind.photo !== undefined)
      ? []
      : ['a photo field and a photo rule belong together']),
  ]
}
