import { createHash } from 'node:crypto'
import { gatewayFailure } from '../../electron/sync/failures.ts'
import { createSignedEnvelopes } from '../../electron/signing/index.ts'
import {
  type GatewayCode,
  type StoreChange,
  type StoreConnection,
  type StoreGateway,
} from '../../electron/ports/store-gateway.ts'
import { chainText, type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { correctsOf } from '../../shared/domain/sync/corrects.ts'
import { type Receipt, type RecordVerdict } from '../../shared/domain/sync/receipt.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { testSigner } from './pki.ts'

/** What may go wrong with one question; `before` and `after` the store did what it was asked. */
export const FAULTS = [
  'partition',
  'busy',
  'fault',
  'refused',
  'garbage',
  'timeout-before',
  'timeout-after',
  'lost-answer',
  'cut-off-before',
  'wrong-signature',
  'other-receipt',
  'verdict-missing',
  'no-receipt-text',
  'kill-before',
  'kill-after',
] as const

export type Fault = (typeof FAULTS)[number]

/** The workstation's process ended in the middle of a question. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

const BEFORE: Partial<Record<Fault, GatewayCode>> = {
  partition: 'store-unreachable',
  busy: 'store-busy',
  fault: 'store-fault',
  refused: 'store-refused',
  garbage: 'store-garbage',
  'timeout-before': 'store-timeout',
  'cut-off-before': 'store-cut-off',
}
const AFTER: Partial<Record<Fault, GatewayCode>> = {
  'timeout-after': 'store-timeout',
  'lost-answer': 'store-cut-off',
}

export interface Held {
  readonly record: OutboxRecord
  readonly verdict: 'accepted' | 'returned'
}

/** Far more than any schedule of an engine that works needs. */
const MOST_QUESTIONS = 3_000

const envelopes = createSignedEnvelopes()
const trusted = testSigner('store')
const stranger = testSigner('stranger')

const reason = {
  code: 'value-wrong',
  field: 'value',
  rule: words('值不对', 'the value is wrong'),
  value: 'bad',
  suggestion: null,
}

/**
 * A national store in this process, whose faults a test chooses: `fault` is asked once a question. It judges records by their
 * payload (`value: 'bad'` is returned, `value: 'poison'` breaks it while `poisoned`), and notes whatever breaks a promise.
 */
export function scriptedStore(workstationId: string, laneOf: (subject: string) => string) {
  const held = new Map<number, Held>()
  const receipts = new Map<string, string>()
  const files = new Map<string, { bytes: number; total: number }>()
  const broken: string[] = []
  const leases = new Map<string, string>()
  let lastReceipt = ''
  const state = {
    poisoned: true,
    questions: 0,
    fault: (): Fault | undefined => undefined,
    changes: [] as StoreChange[],
  }

  const verdicts = new Map<string, Held['verdict']>()
  const correctionsOf = new Map<string, string[]>()
  function keep(record: OutboxRecord, verdict: Held['verdict']): void {
    held.set(record.seq, { record, verdict })
    verdicts.set(record.recordId, verdict)
    const corrects = correctsOf(record.payload)
    if (corrects !== undefined)
      correctionsOf.set(corrects, [...(correctionsOf.get(corrects) ?? []), record.recordId])
  }
  const isAccepted = (recordId: string): boolean => verdicts.get(recordId) === 'accepted'
  /** A returned record is dealt with once something that corrects it was accepted, over however many steps. */
  const isReplaced = (recordId: string): boolean =>
    (correctionsOf.get(recordId) ?? []).some(by => isAccepted(by) || isReplaced(by))

  function checkOrder(records: readonly OutboxRecord[], known: readonly OutboxRecord[]): void {
    for (const record of records) {
      if (held.has(record.seq) || correctsOf(record.payload) !== undefined) continue
      const lane = laneOf(record.subject)
      for (const earlier of known) {
        if (earlier.seq >= record.seq || laneOf(earlier.subject) !== lane) continue
        if (!isAccepted(earlier.recordId) && !isReplaced(earlier.recordId))
          broken.push(`record ${record.seq} came before ${earlier.seq} of its lane was dealt with`)
      }
    }
  }

  function judge(record: OutboxRecord): RecordVerdict {
    const { hash, ...rest } = record
    if (createHash('sha256').update(chainText(rest)).digest('hex') !== hash)
      broken.push(`record ${record.seq} is not what its hash says`)
    const before = held.get(record.seq)
    if (before && before.record.hash !== hash) broken.push(`record ${record.seq} came with two contents`)
    const bad = (record.payload as { value?: unknown }).value === 'bad'
    if (!before) keep(record, bad ? 'returned' : 'accepted')
    const verdict = bad ? 'returned' : before ? 'already' : 'accepted'
    return { seq: record.seq, recordId: record.recordId, hash, verdict, reasons: bad ? [reason] : [] }
  }

  /** The workstation's own records, told by the test: what the order of a lane is. */
  let chain: () => readonly OutboxRecord[] = () => []

  const isPoison = (record: OutboxRecord): boolean =>
    state.poisoned && (record.payload as { value?: unknown }).value === 'poison'

  function take(batch: Parameters<StoreConnection['send']>[0]): string {
    const kept = receipts.get(batch.batchId)
    if (kept !== undefined) return kept
    checkOrder(batch.records, chain())
    const receipt: Receipt = {
      receiptId: `receipt-${receipts.size + 1}-${batch.batchId}`.slice(0, 64),
      workstationId,
      batchId: batch.batchId,
      at: '2026-03-02T01:00:00.000Z' as Instant,
      verdicts: batch.records.map(judge),
      missing: [],
    }
    const text = trusted.sign(envelopes, receipt, 'receipt')
    receipts.set(batch.batchId, text)
    return text
  }

  /** A receipt for all of the batch that the store has not made. */
  function forged(batch: Parameters<StoreConnection['send']>[0], fault: Fault): string {
    const [first, ...others] = batch.records
    const told = fault === 'verdict-missing' ? others : [...others, ...(first ? [first] : [])]
    const payload = {
      receiptId: `forged-${batch.batchId}`.slice(0, 64),
      workstationId,
      batchId: batch.batchId,
      at: '2026-03-02T01:00:00.000Z',
      verdicts: told.map(({ seq, recordId, hash }) => ({
        seq,
        recordId,
        hash,
        verdict: 'accepted',
        reasons: [],
      })),
      missing: [],
    }
    return (fault === 'verdict-missing' ? trusted : stranger).sign(envelopes, payload, 'receipt')
  }

  async function asked<T>(effect: () => T, onFault: (fault: Fault) => T | undefined = () => undefined) {
    const fault = state.fault()
    if (fault === 'kill-before') throw new Killed()
    const before = fault && BEFORE[fault]
    if (before) return err(gatewayFailure(before, 'scripted'))
    const other = fault && onFault(fault)
    if (other !== undefined) return ok(other)
    const value = effect()
    if (fault === 'kill-after') throw new Killed()
    const after = fault && AFTER[fault]
    return after ? err(gatewayFailure(after, 'scripted')) : ok(value)
  }

  const connection: StoreConnection = {
    about: () => asked(() => ({ name: '样例库', now: '2026-03-02T01:00:00.000Z' as Instant })),
    async send(batch) {
      if (++state.questions > MOST_QUESTIONS) throw new Error('the engine asks for ever')
      if (batch.records.some(isPoison)) return err(gatewayFailure('store-fault', 'poison'))
      return asked(
        () => (lastReceipt = take(batch)),
        fault => {
          if (fault === 'wrong-signature' || fault === 'verdict-missing') return forged(batch, fault)
          if (fault === 'other-receipt') return lastReceipt === '' ? undefined : lastReceipt
          return fault === 'no-receipt-text' ? '<html>welcome</html>' : undefined
        },
      )
    },
    async receipt(batchId) {
      const text = receipts.get(batchId)
      const answer = await asked(() => text ?? '')
      if (!answer.ok || text !== undefined) return answer
      return err(appError('batch-unknown', words('没有这批', 'no such batch')))
    },
    held: sha256s =>
      asked(() =>
        sha256s.map(sha256 => {
          const file = files.get(sha256)
          return { sha256, have: file?.bytes ?? 0, whole: file !== undefined && file.bytes === file.total }
        }),
      ),
    putPiece: ({ sha256, offset, total, bytes }) =>
      asked(() => {
        const have = files.get(sha256)?.bytes ?? 0
        if (have !== offset) broken.push(`a piece at ${offset} instead of ${have}`)
        files.set(sha256, { bytes: offset + bytes.length, total })
        return { sha256, have: offset + bytes.length, whole: offset + bytes.length === total }
      }),
    renew: () => Promise.resolve(err(gatewayFailure('store-refused', 'not scripted'))),
    lease: ({ requestId }) => asked(() => leases.get(requestId) ?? ''),
    giveBack: () => asked(() => ({ given: 0 })),
    changes: after =>
      asked(() => ({ changes: state.changes.filter(one => one.cursor > after).slice(0, 3), more: false })),
    revocationList: () => asked(() => new Uint8Array(0)),
    differingDays: () => asked(() => []),
    heldOfDay: () => asked(() => ({ records: [], more: false })),
    close: () => undefined,
  }
  const gateway: StoreGateway = {
    newKey: () => ({ publicKey: new Uint8Array(1), sealedKey: 'sealed' }),
    rootAt: () => Promise.resolve(ok(trusted.root)),
    pair: () => Promise.resolve(err(gatewayFailure('store-refused', 'not scripted'))),
    connect: () => connection,
  }
  return {
    gateway,
    root: trusted.root,
    envelopes,
    signer: trusted,
    stranger,
    held,
    files,
    broken,
    leases,
    state,
    isAccepted,
    isReplaced,
    tellChain(tell: () => readonly OutboxRecord[]): void {
      chain = tell
    },
  }
}

export type ScriptedStore = ReturnType<typeof scriptedStore>
