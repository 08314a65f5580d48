import { z } from 'zod'
import { KIND_IDS } from '../domain/kinds/kind.ts'
import { BLOCK_LIMITS } from '../domain/numbering/block.ts'
import { envelopeText, idText, workstationEndpoint } from './common.ts'

export const selectorSchema = z
  .record(z.string().regex(/^[A-Za-z]{1,32}$/), z.string().min(1).max(64))
  .refine(map => Object.keys(map).length <= 8)

export const blocksApi = {
  lease: workstationEndpoint({
    method: 'POST',
    path: '/v1/blocks',
    summary:
      'Lends a block of numbers to this workstation for good; the same request twice gives the same block.',
    body: z.strictObject({
      requestId: idText,
      kind: z.enum(KIND_IDS),
      selector: selectorSchema,
      count: z.int().min(1).max(BLOCK_LIMITS.count),
    }),
    /** An envelope of type `number-block`. */
    answer: z.strictObject({ block: envelopeText }),
    codes: [
      'block-selector-unfit',
      'block-series-unknown',
      'block-series-dry',
      'block-allowance-spent',
      'request-differs',
    ],
  }),
  giveBack: workstationEndpoint({
    method: 'POST',
    path: '/v1/blocks/{blockId}/return',
    summary: 'Gives back what is left of a block; the numbers from `next` on are lent no more.',
    params: z.strictObject({ blockId: idText }),
    body: z.strictObject({ next: z.int().min(0).max(BLOCK_LIMITS.count) }),
    answer: z.strictObject({ blockId: idText, given: z.int().min(0) }),
    codes: ['block-unknown', 'block-given-back', 'block-number-used'],
  }),
} as const
