import { z } from 'zod'
import { dayText, idText, seqNumber, sha256Text, workstationEndpoint } from './common.ts'

/**
 * One day of a workstation's chain, by the civil day in China of each record's own clock: how many records, and the SHA-256
 * of their lines `seq:hash\n` in order of seq.
 */
export const daySummarySchema = z.strictObject({ day: dayText, count: z.int().min(0), digest: sha256Text })

export type DaySummary = z.output<typeof daySummarySchema>

export const RECONCILIATION_LIMITS = { days: 400, page: 1_000 } as const

const line = z.strictObject({
  seq: seqNumber,
  recordId: idText,
  hash: sha256Text,
  verdict: z.enum(['accepted', 'returned']),
})

export const reconciliationApi = {
  days: workstationEndpoint({
    method: 'POST',
    path: '/v1/reconciliation',
    summary:
      'Compares days of the workstation’s chain with what the store holds of it; names the days that differ.',
    body: z.strictObject({
      from: dayText,
      to: dayText,
      days: z.array(daySummarySchema).max(RECONCILIATION_LIMITS.days),
    }),
    maxBytes: 256 * 1024,
    answer: z.strictObject({ differing: z.array(daySummarySchema).max(2 * RECONCILIATION_LIMITS.days) }),
    codes: ['period-too-long'],
  }),
  day: workstationEndpoint({
    method: 'GET',
    path: '/v1/reconciliation/{day}',
    summary: 'What the store holds of one day, in order, page by page.',
    params: z.strictObject({ day: dayText }),
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
    answer: z.strictObject({ records: z.array(line).max(RECONCILIATION_LIMITS.page), more: z.boolean() }),
  }),
} as const
