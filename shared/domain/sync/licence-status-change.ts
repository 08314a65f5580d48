import { z } from 'zod'
import { type Instant } from '../../kernel/instant.ts'

/** What somebody else made of a licence of this office. */
export const licenceStatusChange = z.strictObject({
  identifier: z.string().max(128),
  number: z.string().max(64),
  status: z.string().max(32),
  since: z.iso.datetime({ precision: 3 }).transform(text => text as Instant),
  reason: z.string().max(2_000).nullable(),
  decisionNumber: z.string().max(200).nullable(),
  by: z.string().max(200),
})

export type LicenceStatusChange = z.output<typeof licenceStatusChange>
