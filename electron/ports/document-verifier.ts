import { type VerificationReport } from '../../shared/domain/seal/verification.ts'
import { type Instant } from '../../shared/kernel/instant.ts'

export interface VerifyOptions {
  /** Trusted roots, DER. */
  readonly trust: readonly Uint8Array[]
  /** The moment to judge at. */
  readonly at: Instant
}

/** Judges files from anywhere. Never throws for what a file holds: a file that cannot be read is `refused`, with the reason. */
export interface DocumentVerifier {
  verify(bytes: Uint8Array, options: VerifyOptions): VerificationReport
}
