import { z } from 'zod'
import { type Batch, type BatchItem } from '../domain/batch.ts'
import { type SealPurpose } from '../domain/kinds/kind.ts'
import { channel } from './define.ts'
import { type WrittenFile } from './files.ts'
import { idText, pageSize, passwordText } from './text.ts'

export interface BatchResult {
  readonly batch: Batch
  readonly items: readonly BatchItem[]
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
  'issuing.createBatch': channel<Batch>()({
    input: z.strictObject({ applicationIds: z.array(idText).max(50_000) }),
    errors: ['batch-empty', 'batch-too-large', 'application-state-wrong', 'application-twice'],
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
  'issuing.results': channel<BatchResult>()({ input: batch, errors: ['batch-not-found'] }),
  'issuing.resultSheet': channel<WrittenFile>()({
    input: batch,
    errors: ['batch-not-found', 'sheet-not-written'],
  }),
  'issuing.list': channel<readonly Batch[]>()({ input: z.strictObject({ limit: pageSize }) }),
} as const
