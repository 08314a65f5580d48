import { type KindId, KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { DEMONSTRATION_TEMPLATES } from '../../../shared/domain/numbering/block.ts'
import { type Database, type Sql } from '../../ports/sql.ts'
import { insertMany } from '../common/bulk.ts'

/** How one counter of a kind's numbers runs: over which facts, from where. */
export interface CounterRule {
  /**
   * `series`: a counter for each filled-in template, which makes its numbers different by itself. Else the facts whose values
   * make a counter of its own besides: `['year']` is one for the whole country's year.
   */
  readonly scope: 'series' | readonly string[]
  readonly from: number
}

/** How a kind's numbers look and are lent. A row of `number_rules`, which whoever runs the store may change. */
export interface NumberRule {
  readonly kind: KindId
  /** `<…>` are facts of the selector or marks of its province, `{…:n}` counters of n digits. */
  readonly template: string
  readonly counters: Readonly<Record<string, CounterRule>>
  /** Whether an office gets numbers of its own province or region only. */
  readonly ownPlace: boolean
  readonly mostPerBlock: number
  /** So many numbers may a workstation hold of one series that it has not used. */
  readonly mostUnused: number
  /** A block may be used so many days; one whose numbers name a year, at most to the end of that year. */
  readonly validDays: number
  readonly source: string
}

const DEFAULT_SOURCE = '默认：编号布局与借号数量未公开，待部级编码规则核定'

const SERIAL: NumberRule['counters'] = { serial: { scope: 'series', from: 1 } }

/** Which facts each counter runs over. The national serial of 网络文化 is one for the whole country and year. Our default. */
const COUNTERS: Readonly<Record<KindId, NumberRule['counters']>> = {
  'network-culture': {
    national: { scope: ['year'], from: 1 },
    local: { scope: 'series', from: 1 },
  },
  'travel-agency': SERIAL,
  'guide-qualification': SERIAL,
  'tour-guide': SERIAL,
  'performance-broker': SERIAL,
  'commercial-performance': SERIAL,
  entertainment: SERIAL,
}

/** What a store begins with, for every kind that it has no rule for. */
const DEFAULT_RULES: readonly NumberRule[] = KIND_IDS.map(kind => ({
  kind,
  template: DEMONSTRATION_TEMPLATES[kind],
  counters: COUNTERS[kind],
  // A guide's qualification is of the province of the examination, wherever it is applied for.
  ownPlace: kind !== 'guide-qualification',
  mostPerBlock: 2_000,
  mostUnused: 5_000,
  validDays: 400,
  source: DEFAULT_SOURCE,
}))

/** Lays down the default of every kind that has no rule yet; a rule that is there stays as it is. */
export async function layDownNumberRules(
  { db }: { readonly db: Database },
  rules: readonly NumberRule[] = DEFAULT_RULES,
): Promise<void> {
  await insertMany(
    db.sql,
    'number_rules',
    [
      ['kind', 'text', rules.map(rule => rule.kind)],
      ['template', 'text', rules.map(rule => rule.template)],
      ['counters', 'jsonb', rules.map(rule => JSON.stringify(rule.counters))],
      ['own_place', 'boolean', rules.map(rule => rule.ownPlace)],
      ['most_per_block', 'int', rules.map(rule => rule.mostPerBlock)],
      ['most_unused', 'int', rules.map(rule => rule.mostUnused)],
      ['valid_days', 'int', rules.map(rule => rule.validDays)],
      ['source', 'text', rules.map(rule => rule.source)],
    ],
    'ON CONFLICT (kind) DO NOTHING',
  )
}

export async function numberRuleOf(sql: Sql, kind: KindId): Promise<NumberRule | undefined> {
  const [row] = await sql.query<NumberRule>(
    `SELECT kind, template, counters, own_place AS "ownPlace", most_per_block AS "mostPerBlock", most_unused AS "mostUnused",
        valid_days AS "validDays", source
      FROM number_rules WHERE kind = $1`,
    [kind],
  )
  return row
}
