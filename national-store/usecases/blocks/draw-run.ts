import { type Sql } from '../../ports/sql.ts'
import { insertMany } from '../common/bulk.ts'
import { type NumberRule } from './number-rules.ts'

/** The numbers of one filled-in template. */
export interface Series {
  readonly rule: NumberRule
  readonly template: string
  readonly selector: Readonly<Record<string, string>>
}

/** A counter of a series as it stands; `key` says which others share it. */
interface Standing {
  readonly name: string
  readonly key: string
  readonly next: number
  readonly last: number
}

/** A run of numbers: where each counter starts, and how many. */
export interface Run {
  readonly counters: Readonly<Record<string, { readonly from: number }>>
  readonly count: number
}

const HOLE = /\{([a-z]{1,16}):([1-9])\}/g

function countersOf({ rule, template, selector }: Series) {
  return [...template.matchAll(HOLE)].map(([, name = '', width = '1']) => {
    const counter = rule.counters[name]
    if (!counter) throw new Error(`the number rule of ${rule.kind} has no counter ${name}`)
    const facts =
      counter.scope === 'series' ? [template] : counter.scope.map(fact => `${fact}=${selector[fact] ?? ''}`)
    const key = [rule.kind, name, ...facts].join('/')
    return { name, key, next: counter.from, last: 10 ** Number(width) - 1 }
  })
}

/**
 * The counters of a series, held until the transaction ends. It is the one thing in the store that workstations wait for
 * each other at; always in the order of their keys, so that nobody waits in a circle.
 */
export async function lockCounters(sql: Sql, series: Series): Promise<readonly Standing[]> {
  const wanted = countersOf(series).sort((a, b) => (a.key < b.key ? -1 : 1))
  const rows = await insertMany<{ key: string; next: number; last: number }>(
    sql,
    'number_counters',
    [
      ['key', 'text', wanted.map(c => c.key)],
      ['next', 'int', wanted.map(c => c.next)],
      ['last', 'int', wanted.map(c => c.last)],
    ],
    'ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING key, next, last',
  )
  return wanted.map(({ name, key }) => {
    const row = rows.find(one => one.key === key)
    if (!row) throw new Error(`counter ${key} vanished`)
    return { name, key, next: row.next, last: row.last }
  })
}

/** A run out of what was given back: the oldest that is long enough. */
async function fromRests(sql: Sql, series: Series, wanted: number, least: number): Promise<Run | undefined> {
  const [rest] = await sql.query<Run & { id: number }>(
    'SELECT id, counters, count FROM number_rests WHERE series = $1 AND count >= $2 ORDER BY id LIMIT 1 FOR UPDATE',
    [series.template, least],
  )
  if (!rest) return undefined
  const count = Math.min(wanted, rest.count)
  await sql.query('DELETE FROM number_rests WHERE id = $1', [rest.id])
  if (count < rest.count) await layBack(sql, series.template, moved(rest.counters, count), rest.count - count)
  return { counters: rest.counters, count }
}

const moved = (counters: Run['counters'], by: number): Run['counters'] =>
  Object.fromEntries(Object.entries(counters).map(([name, { from }]) => [name, { from: from + by }]))

/** Keeps a run to be lent anew. */
export async function layBack(
  sql: Sql,
  series: string,
  counters: Run['counters'],
  count: number,
): Promise<void> {
  await sql.query('INSERT INTO number_rests (series, counters, count) VALUES ($1, $2::text::jsonb, $3)', [
    series,
    JSON.stringify(counters),
    count,
  ])
}

/** What is left of a block from a place on. */
export const restOf = (counters: Run['counters'], count: number, next: number): Run => ({
  counters: moved(counters, next),
  count: count - next,
})

/** The next run of a series whose counters are held: out of a rest that is long enough, else off the counters, else any rest. */
export async function drawRun(
  sql: Sql,
  series: Series,
  counters: readonly Standing[],
  wanted: number,
): Promise<Run | undefined> {
  const rest = await fromRests(sql, series, wanted, wanted)
  if (rest) return rest
  const left = Math.min(...counters.map(({ next, last }) => last - next + 1))
  const count = Math.min(wanted, left)
  if (count <= 0) return fromRests(sql, series, wanted, 1)
  await sql.query('UPDATE number_counters SET next = next + $2 WHERE key = ANY($1::text[])', [
    counters.map(({ key }) => key),
    count,
  ])
  return { counters: Object.fromEntries(counters.map(({ name, next }) => [name, { from: next }])), count }
}
