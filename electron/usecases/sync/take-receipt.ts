import { receiptFault } from '../../../shared/domain/sync/batch.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { receiptSchema, type Receipt } from '../../../shared/domain/sync/receipt.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type EnvelopeErrorCode, type SignedEnvelopes } from '../../ports/signed-envelope.ts'

export type ReceiptError = AppError<EnvelopeErrorCode | 'receipt-unfit'>

const unfit = (detail: string): ReceiptError =>
  appError(
    'receipt-unfit',
    words(
      '回执与所发批次不符，未予采信',
      'The receipt does not answer the batch that was sent and was not taken',
    ),
    {
      next: words(
        '稍后自动再查；持续不好时请联系国家库',
        'It is asked for again; where it lasts, tell the store',
      ),
      data: { detail },
    },
  )

/**
 * The receipt of a batch out of its signed text: signed under the store's own root, for this workstation, for exactly these
 * records. Nothing else settles anything.
 */
export function takeReceipt(
  envelopes: SignedEnvelopes,
  text: string,
  batch: {
    readonly batchId: string
    readonly workstationId: string
    readonly records: readonly OutboxRecord[]
    readonly root: Uint8Array
    readonly at: Instant
  },
): Result<Receipt, ReceiptError> {
  const opened = envelopes.open(utf8(text), 'receipt', { trust: [batch.root], at: batch.at })
  if (!opened.ok) return opened
  const parsed = receiptSchema.safeParse(opened.value.payload)
  if (!parsed.success) return err(unfit('schema'))
  const fault = receiptFault(batch, parsed.data)
  return fault ? err(unfit(fault)) : ok(parsed.data)
}
