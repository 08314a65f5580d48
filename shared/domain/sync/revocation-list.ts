import { z } from 'zod'
import { parseCivilDate, type CivilDate, type Instant } from '../../kernel/instant.ts'

/**
 * The payload of a revocation list, an envelope of type `revocation-list`. It holds every licence that looks valid on its
 * face and is not: suspended, cancelled, withdrawn, revoked or superseded before its last day. `entries` is base64 of the
 * sorted first eight bytes of the SHA-256 of each identifier, each followed by one byte of status (`revoked-codes.ts`): nine
 * bytes a licence, so a million is nine megabytes, and a hit is looked up by binary search. Eight bytes of a digest meet by chance once in
 * 10^13 questions; a hit is told as what the list says, with its number.
 */
export const revocationListSchema = z.strictObject({
  number: z.int().min(1),
  at: z.iso.datetime({ precision: 3 }).transform(text => text as Instant),
  /** After this day the list is old, and a verifier says so. */
  nextUpdate: z
    .string()
    .refine(text => parseCivilDate(text) !== undefined, 'no such day')
    .transform(text => text as CivilDate),
  count: z.int().min(0),
  entries: z.base64(),
})

export type RevocationList = z.output<typeof revocationListSchema>
