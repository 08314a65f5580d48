import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Receipt, type RecordVerdict } from '../../../shared/protocol/records.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { sealed } from '../common/seal.ts'
import {
  insertRecords,
  keptRecords,
  lockChain,
  missingRanges,
  type ChainRow,
  type KeptRecord,
} from './chain-rows.ts'
import { chainFault, hashFault, type ChainBroken, type Head } from './check-chain.ts'
import { noEffects } from './effects.ts'
import { judge, type Judged } from './judge.ts'
import { loadRegister, mentionedIn, type Mentioned } from './load-register.ts'
import { ClaimedMeanwhile, writeEffects } from './write-effects.ts'

export interface ReceiveBatchInput {
  readonly batchId: string
  readonly head: Head
  readonly records: readonly OutboxRecord[]
}

export type ReceiveBatchError = ChainBroken | AppError<'batch-differs'>
type Answer = Result<{ readonly receipt: string }, ReceiveBatchError>

/** Everything about one batch that does not change while its transaction is tried. */
interface Batch extends ReceiveBatchInput {
  readonly caller: WorkstationCaller
  readonly digest: string
  readonly mentioned: Mentioned
  readonly files: ReadonlySet<string>
  readonly now: Instant
}

/** Two workstations that claim the same number at the same moment: the second one reads again. More often is a fault. */
const TRIES = 5

const differs = (batchId: string): AppError<'batch-differs'> =>
  appError(
    'batch-differs',
    words('同一批次号已收到过另一批内容', 'another batch came under this id before'),
    {
      next: words('请用新的批次号重发', 'send it under a new id'),
      data: { batchId },
    },
  )

async function receiptBefore(sql: Sql, { caller, batchId, digest }: Batch): Promise<Answer | undefined> {
  const [before] = await sql.query<{ digest: string; receipt: string }>(
    'SELECT digest, receipt FROM batches WHERE workstation_id = $1 AND batch_id = $2',
    [caller.workstationId, batchId],
  )
  if (!before) return undefined
  return before.digest === digest ? ok({ receipt: before.receipt }) : err(differs(batchId))
}

/** The first copy of each record that is not in the store yet. */
function newRecords(records: readonly OutboxRecord[], kept: readonly KeptRecord[]): readonly OutboxRecord[] {
  const there = new Set(kept.map(record => record.seq))
  return records.filter(({ seq }) => {
    if (there.has(seq)) return false
    there.add(seq)
    return true
  })
}

/** One verdict for each record, in the order in which they came. */
function verdictsOf(
  records: readonly OutboxRecord[],
  judged: readonly Judged[],
  kept: readonly KeptRecord[],
): RecordVerdict[] {
  const now = new Map(judged.map(one => [one.record.seq, one]))
  const before = new Map<number, Pick<KeptRecord, 'verdict' | 'reasons'>>(kept.map(one => [one.seq, one]))
  return records.map(({ seq, recordId, hash }) => {
    const known = now.get(seq) ?? before.get(seq)
    const first = before.get(seq) === undefined
    if (known) before.set(seq, known)
    const verdict = known?.verdict === 'returned' ? 'returned' : first ? 'accepted' : 'already'
    return { seq, recordId, hash, verdict, reasons: [...(known?.reasons ?? [])] }
  })
}

async function sealReceipt(
  ports: RecordPorts,
  sql: Sql,
  batch: Batch,
  verdicts: RecordVerdict[],
  missing: readonly (readonly [number, number])[],
): Promise<string> {
  const { caller, batchId, digest, now } = batch
  const payload: Receipt = {
    receiptId: ports.ids.next(),
    workstationId: caller.workstationId,
    batchId,
    at: now,
    verdicts,
    missing: missing.map(([first, last]) => [first, last]),
  }
  const receipt = sealed(ports.signer, payload, 'receipt')
  await sql.query(
    'INSERT INTO batches (workstation_id, batch_id, digest, receipt, received_at) VALUES ($1, $2, $3, $4, $5)',
    [caller.workstationId, batchId, digest, receipt, now],
  )
  return receipt
}

/** Judges and writes what is new; what the chain lacks after it. */
async function take(
  ports: RecordPorts,
  sql: Sql,
  batch: Batch,
  chain: ChainRow,
  records: readonly OutboxRecord[],
): Promise<{ readonly judged: readonly Judged[]; readonly missing: readonly (readonly [number, number])[] }> {
  const { caller, head, now, files, mentioned, batchId } = batch
  const effects = noEffects()
  let judged: readonly Judged[] = []
  if (records.length > 0) {
    const register = await loadRegister(sql, caller, mentioned, files)
    const world = { caller, standard: ports.standard, register, today: civilDateOf(now) }
    judged = judge(records, world, effects, now, mentioned.reads)
    await insertRecords(sql, caller.workstationId, batchId, judged, now)
    await writeEffects(sql, caller, effects, now)
  }
  const { missing, completeTo } = await missingRanges(sql, caller.workstationId, chain, head.seq)
  await sql.query(
    `UPDATE chains SET complete_to = $2, head_seq = greatest(head_seq, $3),
        head_hash = CASE WHEN $3 >= head_seq THEN $4 ELSE head_hash END
      WHERE workstation_id = $1`,
    [caller.workstationId, completeTo, head.seq, head.hash],
  )
  return { judged, missing }
}

async function inTransaction(ports: RecordPorts, sql: Sql, batch: Batch): Promise<Answer> {
  const { caller, records, head } = batch
  const chain = await lockChain(sql, caller)
  const before = await receiptBefore(sql, batch)
  if (before) return before
  const kept = await keptRecords(sql, caller.workstationId, records, head.seq)
  const fault = chainFault(records, kept, head)
  if (fault) return err(fault)
  const { judged, missing } = await take(ports, sql, batch, chain, newRecords(records, kept))
  return ok({ receipt: await sealReceipt(ports, sql, batch, verdictsOf(records, judged, kept), missing) })
}

/**
 * Takes a batch of a workstation's chain over, all of it in one transaction, and answers with a signed receipt; the same
 * batch again gives the same receipt. Records may come in any order and more than once. One that is returned stops no
 * other; one that does not fit the chain stops the batch, and nothing of it is taken.
 */
export function receiveBatch(ports: RecordPorts) {
  return async (caller: WorkstationCaller, input: ReceiveBatchInput): Promise<Answer> => {
    const fault = hashFault(ports.digest, input.records)
    if (fault) return err(fault)
    const { head, records } = input
    const mentioned = mentionedIn(ports.standard, records)
    const batch: Batch = {
      ...input,
      caller,
      // The hashes were found to say what the records are.
      digest: ports.digest.sha256(canonicalJson({ head: { ...head }, records: records.map(r => r.hash) })),
      mentioned,
      files: await ports.files.has(mentioned.files),
      now: ports.clock.now(),
    }
    for (const year of mentioned.years)
      await ports.partitions.ensure('licences', caller.region.slice(0, 2), year)
    for (let tries = 1; ; tries++) {
      try {
        return await ports.db.write(sql => inTransaction(ports, sql, batch))
      } catch (error) {
        if (!(error instanceof ClaimedMeanwhile) || tries >= TRIES) throw error
      }
    }
  }
}
