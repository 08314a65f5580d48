import { z } from 'zod'
import { parseCivilDate, type CivilDate, type Instant } from '../kernel/instant.ts'
import { endpointFor } from './define.ts'

/** The version of this protocol; a path begins with it, so that an older workstation keeps being understood. */
export const PROTOCOL = 1

const nothing = z.strictObject({})
export const publicEndpoint = endpointFor('public', nothing)
export const workstationEndpoint = endpointFor('workstation', nothing)
export const operatorEndpoint = endpointFor('operator', nothing)

/** What any endpoint may refuse with. */
export const COMMON_CODES = [
  'request-malformed',
  'request-too-large',
  'certificate-needed',
  'certificate-refused',
  'not-allowed',
  'too-many-requests',
  'endpoint-unknown',
  'store-fault',
] as const

export type CommonCode = (typeof COMMON_CODES)[number]

export const idText = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/)
export const workstationIdText = z.string().regex(/^[A-Z0-9-]{8,32}$/)
export const officeCodeText = z.string().regex(/^[0-9A-Z]{18}$/)
export const regionText = z.string().regex(/^\d{6}$/)
export const instantText = z.iso
  .datetime({ precision: 3 })
  .refine(text => text >= '1900', 'no moment of any licence')
  .transform(text => text as Instant)
export const dayText = z
  .string()
  .refine(text => parseCivilDate(text) !== undefined, 'no such day')
  .transform(text => text as CivilDate)
export const seqNumber = z.int().min(1)
/** A certificate, a key, a signature or a signed file: base64 of its bytes. */
export const base64Text = (maxBytes: number) => z.base64().max(Math.ceil(maxBytes / 3) * 4)
export const wordsSchema = z.strictObject({ zh: z.string().max(2_000), en: z.string().max(2_000) })

/** How a refusal looks on the wire, whatever refused: the same as an expected failure inside the workstation. */
export const refusalSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{2,63}$/),
    text: wordsSchema,
    next: wordsSchema.optional(),
    data: z
      .record(
        z.string().max(64),
        z.union([
          z.string().max(2_000),
          z.number(),
          z.boolean(),
          z.null(),
          z.array(z.string().max(500)).max(100),
        ]),
      )
      .optional(),
  }),
})

/** A signed file (`electron/ports/signed-envelope.ts`), as text: at most this long. */
export const MAX_ENVELOPE_TEXT = 16 * 1024 * 1024
export const envelopeText = z.string().min(2).max(MAX_ENVELOPE_TEXT)
