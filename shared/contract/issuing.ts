import { z } from 'zod'
import { type Batch, type BatchItem } from '../domain/batch.ts'
import { type KindId, type SealPurpose } from '../domain/kinds/kind.ts'
import { type PaperState } from '../domain/printing.ts'
import { type Instant } from '../kernel/instant.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type WrittenFile } from './files.ts'
import { idText, pageSize, passwordText, seqNumber, shortText } from './text.ts'
import { kindId } from './values.ts'

export interface BatchResult {
  readonly batch: Batch
  readonly items: readonly BatchItem[]
}

export interface QueueRow {
  readonly applicationId: string
  readonly receiptNumber: string
  readonly kind: KindId
  readonly kindName: Words
  readonly eventName: Words
  readonly holderName: string
  readonly approvedAt: Instant | null
  readonly approvedByName: string
}

/** What waits to be issued, oldest first, and how much of each kind. */
export interface IssuingQueue {
  readonly items: readonly QueueRow[]
  readonly cursor: string | null
  readonly total: number
  readonly kinds: readonly { readonly kind: KindId; readonly name: Words; readonly count: number }[]
}

export interface BatchLine extends BatchItem {
  readonly receiptNumber: string
  readonly kind: KindId | null
  readonly kindName: Words
  readonly holderName: string
  readonly number: string | null
  readonly paper: PaperState
  readonly askedPrintId: string | null
}

export interface BatchLines {
  readonly batch: Batch
  readonly items: readonly BatchLine[]
  readonly cursor: number | null
}

/** Codes of what a disk or the database can do. */
export const TROUBLE = ['disk-full', 'disk-error', 'database-damaged'] as const

export const KEY_CODES = [
  'pin-wrong',
  'pin-locked',
  'container-unreadable',
  'key-missing',
  'certificate-missing',
  'key-unsupported',
] as const

/** A seal whose PIN a batch asks for. */
export interface BatchSeal {
  readonly id: string
  readonly name: string
  readonly purpose: SealPurpose
  readonly triesLeft: number
}

const batch = z.strictObject({ batchId: idText })
const OVER = ['batch-not-found', 'batch-over'] as const

export const issuingContract = {
  'issuing.queue': channel<IssuingQueue>()({
    input: z.strictObject({
      kind: kindId.exactOptional(),
      limit: pageSize,
      after: shortText.exactOptional(),
    }),
  }),
  'issuing.createBatch': channel<Batch>()({
    input: z.union([
      z.strictObject({ applicationIds: z.array(idText).max(50_000) }),
      /** Everything that failed in that batch and is still approved. */
      z.strictObject({ failedIn: idText }),
      /** Everything that is approved; all of one kind. */
      z.strictObject({ everything: z.literal(true), kind: kindId.exactOptional() }),
    ]),
    errors: [
      'batch-empty',
      'batch-too-large',
      'batch-not-found',
      'application-state-wrong',
      'application-twice',
    ],
  }),
  /** What the clerk has to give PINs for. */
  'issuing.seals': channel<readonly BatchSeal[]>()({ input: batch, errors: ['seal-missing'] }),
  /** Answers when the batch ends, is paused, cancelled or stopped; `batch.progress` tells how far it is. */
  'issuing.run': channel<Batch>()({
    input: batch.extend({ pins: z.record(idText, passwordText) }),
    errors: [
      ...KEY_CODES,
      ...OVER,
      ...TROUBLE,
      'seal-missing',
      'pin-missing',
      'seal-container-changed',
      'batch-running',
      'office-missing',
    ],
  }),
  'issuing.pause': channel<null>()({ input: batch }),
  'issuing.cancel': channel<Batch>()({ input: batch, errors: [...OVER, ...TROUBLE] }),
  'issuing.lines': channel<BatchLines>()({
    input: batch.extend({
      states: z.array(z.enum(['waiting', 'issued', 'failed', 'cancelled'])).max(4),
      after: seqNumber,
      limit: pageSize,
    }),
    errors: ['batch-not-found'],
  }),
  'issuing.results': channel<BatchResult>()({ input: batch, errors: ['batch-not-found'] }),
  'issuing.resultSheet': channel<WrittenFile>()({
    input: batch,
    errors: ['batch-not-found', 'sheet-not-written'],
  }),
  'issuing.list': channel<readonly Batch[]>()({ input: z.strictObject({ limit: pageSize }) }),
} as const
