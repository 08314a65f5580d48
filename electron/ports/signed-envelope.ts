import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type UnlockedKey } from './seal-keys.ts'

/** What a signed envelope may carry. */
export const ENVELOPE_TYPES = ['number-block', 'standard-pack', 'receipt', 'revocation-list'] as const

export type EnvelopeType = (typeof ENVELOPE_TYPES)[number]

export type EnvelopeErrorCode =
  | 'envelope-unreadable'
  | 'envelope-wrong-type'
  | 'envelope-signature-invalid'
  | 'envelope-signer-untrusted'
  | 'envelope-signer-expired'

export interface OpenedEnvelope {
  /** The JSON that was signed, parsed; the caller checks its schema. */
  readonly payload: unknown
  readonly signer: string
  readonly signerFingerprint: string
}

/** JSON files that come from outside signed: `{format, type, payload(base64), certificates[], signature}`. */
export interface SignedEnvelopes {
  open(
    file: Uint8Array,
    type: EnvelopeType,
    options: { readonly trust: readonly Uint8Array[]; readonly at: Instant },
  ): Result<OpenedEnvelope, AppError<EnvelopeErrorCode>>
  seal(payload: Uint8Array, type: EnvelopeType, key: UnlockedKey): Uint8Array
}
