import { setImmediate as turn } from 'node:timers/promises'
import { type Database } from './engine/handle.ts'
import { type WalkedChain } from '../ports/stores/chains.ts'
import { walkChain } from './stores/chain.ts'
import { journalShape } from './stores/journal.ts'
import { outboxShape } from './stores/outbox.ts'
import { type Session } from './stores/session.ts'

const SLICE = 10_000
const MOST_NAMED = 100

/** Rules between tables that no constraint can say. Each selects licences of a slice of `seq`. */
const LICENCE_RULES: readonly (readonly [what: string, select: string])[] = [
  [
    'its number is claimed by another licence, or by none',
    `SELECT l.id FROM licence l LEFT JOIN licence_number n ON n.kind = l.kind AND n.number = l.number
       WHERE l.seq > ? AND l.seq <= ? AND n.lineage_id IS NOT l.lineage_id`,
  ],
  [
    'its body is missing',
    `SELECT l.id FROM licence l WHERE l.seq > ? AND l.seq <= ?
       AND NOT EXISTS (SELECT 1 FROM licence_body b WHERE b.seq = l.seq)`,
  ],
  [
    'it was issued without an electronic copy',
    `SELECT l.id FROM licence l WHERE l.seq > ? AND l.seq <= ? AND l.origin = 'issued'
       AND NOT EXISTS (SELECT 1 FROM copy_file f WHERE f.licence_id = l.id)`,
  ],
  [
    'its name cannot be found',
    `SELECT l.id FROM licence l WHERE l.seq > ? AND l.seq <= ? AND l.holder_key <> ''
       AND NOT EXISTS (SELECT 1 FROM name_gram g WHERE g.g = substr(l.holder_key, -1) || char(31) AND g.seq = l.seq)`,
  ],
]

const WHOLE_RULES: readonly (readonly [what: string, select: string])[] = [
  [
    'number block: a number behind its next free one is used',
    `SELECT b.id FROM number_block b
       WHERE EXISTS (SELECT 1 FROM number_use u WHERE u.block_id = b.id AND u.position >= b.next)`,
  ],
  [
    'batch: its counts are not those of its items',
    `SELECT b.id FROM batch b
       WHERE b.issued <> (SELECT count(*) FROM batch_item i WHERE i.batch_id = b.id AND i.state = 'issued')
         OR b.failed <> (SELECT count(*) FROM batch_item i WHERE i.batch_id = b.id AND i.state = 'failed')`,
  ],
  [
    'the log of seal use has a gap',
    `SELECT 'seal_use' AS id FROM (SELECT count(*) AS n, coalesce(max(seq), 0) AS last FROM seal_use)
       WHERE n <> last`,
  ],
  [
    'outbox: what became of its records is not known of each',
    `SELECT 'sync_record' AS id WHERE (SELECT count(*) FROM sync_record) <>
       coalesce((SELECT seq FROM chain_head WHERE chain = 'outbox'), 0)`,
  ],
  [
    'outbox: the sums of what was settled are wrong',
    `SELECT t.name AS id FROM (SELECT 'accepted' AS name UNION ALL SELECT 'returned') t
       WHERE coalesce((SELECT n FROM sync_total s WHERE s.name = t.name), 0) <>
         (SELECT count(*) FROM sync_record r WHERE r.state = t.name)`,
  ],
]

async function* chainProblems(name: string, walk: Generator<void, WalkedChain>): AsyncGenerator<string> {
  for (;;) {
    const step = walk.next()
    if (step.done) {
      for (const { seq, fault } of step.value.faults) yield `${name} record ${seq}: ${fault}`
      return
    }
    await turn()
  }
}

async function* licenceProblems(db: Database): AsyncGenerator<string> {
  for (let from = 0; ; from += SLICE) {
    const last = db.get<{ last: number | null }>('SELECT max(seq) AS last FROM licence')?.last ?? 0
    for (const [what, select] of LICENCE_RULES)
      for (const { id } of db.all<{ id: string }>(select, [from, from + SLICE]))
        yield `licence ${id}: ${what}`
    if (from + SLICE >= last) return
    await turn()
  }
}

async function* recordProblems(db: Database, session: Session): AsyncGenerator<string> {
  yield* chainProblems(
    'outbox',
    walkChain(
      session,
      outboxShape(() => ''),
    ),
  )
  yield* chainProblems('journal', walkChain(session, journalShape))
  yield* licenceProblems(db)
  for (const [what, select] of WHOLE_RULES)
    for (const { id } of db.all<{ id: string }>(select)) yield `${what}: ${id}`
}

/** What the records themselves contradict, at most 100 of it. Goes in slices, so that the window keeps its turns. */
export async function auditRecords(db: Database, session: Session): Promise<readonly string[]> {
  const found: string[] = []
  for await (const problem of recordProblems(db, session)) {
    found.push(problem)
    if (found.length >= MOST_NAMED) break
  }
  return found
}
