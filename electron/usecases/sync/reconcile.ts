import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { addDays, startOfDay, type CivilDate } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type DaySummary, type HeldRecord, type StoreConnection } from '../../ports/store-gateway.ts'
import { type ChainLine } from '../../ports/stores/sync.ts'
import { connected } from './connected.ts'
import { type SyncPorts } from './ports.ts'

export interface ReconcileInput {
  readonly from: CivilDate
  readonly to: CivilDate
}

export interface Difference {
  readonly day: CivilDate
  readonly seq: number
  readonly what: 'not-sent-yet' | 'lost-at-store' | 'unknown-here' | 'content-differs' | 'verdict-differs'
  readonly text: Words
}

export interface Reconciled {
  readonly records: number
  readonly days: number
  /** The first thousand. */
  readonly differences: readonly Difference[]
}

const MOST_DAYS = 400
const MOST_TOLD = 1_000
const MOST_PAGES = 10_000

const TEXTS: Readonly<Record<Difference['what'], Words>> = {
  'not-sent-yet': words('尚未上报', 'has not been sent yet'),
  'lost-at-store': words('本机有回执，国家库却没有', 'is receipted here and unknown to the store'),
  'unknown-here': words('国家库有，本机没有', 'is at the store and not here'),
  'content-differs': words('两边内容不同', 'has two contents'),
  'verdict-differs': words('两边结论不同', 'was accepted at one side and returned at the other'),
}

function linesOf(ports: Pick<SyncPorts, 'db'>, day: CivilDate): readonly ChainLine[] {
  return ports.db.read(stores => stores.sync.linesBetween(startOfDay(day), startOfDay(addDays(day, 1))))
}

function summaryOf(ports: SyncPorts, day: CivilDate): DaySummary {
  const lines = linesOf(ports, day)
  const text = lines.map(line => `${line.seq}:${line.hash}\n`).join('')
  return { day, count: lines.length, digest: ports.digests.sha256(utf8(text)) }
}

async function heldOf(
  store: StoreConnection,
  day: CivilDate,
): Promise<Result<ReadonlyMap<number, HeldRecord>, AppError>> {
  const held = new Map<number, HeldRecord>()
  let after = 0
  for (let page = 0; page < MOST_PAGES; page++) {
    const told = await store.heldOfDay(day, after)
    if (!told.ok) return told
    for (const record of told.value.records) held.set(record.seq, record)
    const last = told.value.records.at(-1)
    if (!told.value.more || !last || last.seq <= after) break
    after = last.seq
  }
  return ok(held)
}

function differenceOf(line: ChainLine, held: HeldRecord | undefined): Difference['what'] | undefined {
  if (!held) return line.state === 'waiting' ? 'not-sent-yet' : 'lost-at-store'
  if (held.hash !== line.hash || held.recordId !== line.recordId) return 'content-differs'
  return line.state === 'waiting' || line.state === held.verdict ? undefined : 'verdict-differs'
}

function compare(
  day: CivilDate,
  lines: readonly ChainLine[],
  held: ReadonlyMap<number, HeldRecord>,
): readonly Difference[] {
  const here = new Set(lines.map(line => line.seq))
  const found = [
    ...lines.map(line => ({ seq: line.seq, what: differenceOf(line, held.get(line.seq)) })),
    ...[...held.keys()].filter(seq => !here.has(seq)).map(seq => ({ seq, what: 'unknown-here' as const })),
  ]
  return found.flatMap(({ seq, what }) => (what ? [{ day, seq, what, text: TEXTS[what] }] : []))
}

/**
 * Whether this workstation and the store hold the same records of a period, by the days of their own clocks; names what
 * differs, record by record. Changes nothing.
 */
export function reconcile(ports: SyncPorts) {
  return async (_actor: Actor, input: ReconcileInput): Promise<Result<Reconciled, AppError>> => {
    const link = connected(ports)
    if (!link.ok) return link
    const { store } = link.value
    const differences: Difference[] = []
    let [records, days] = [0, 0]
    try {
      for (let from = input.from; from <= input.to; from = addDays(from, MOST_DAYS)) {
        const last = addDays(from, MOST_DAYS - 1)
        const to = last < input.to ? last : input.to
        const summaries: DaySummary[] = []
        for (let day = from; day <= to; day = addDays(day, 1)) {
          summaries.push(summaryOf(ports, day))
          await ports.turns.next()
        }
        records += summaries.reduce((n, one) => n + one.count, 0)
        days += summaries.length
        const differing = await store.differingDays(
          from,
          to,
          summaries.filter(one => one.count > 0),
        )
        if (!differing.ok) return differing
        for (const { day } of differing.value) {
          const held = await heldOf(store, day)
          if (!held.ok) return held
          differences.push(...compare(day, linesOf(ports, day), held.value))
        }
      }
      return ok({ records, days, differences: differences.slice(0, MOST_TOLD) })
    } finally {
      store.close()
    }
  }
}
