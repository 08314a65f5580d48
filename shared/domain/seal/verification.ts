import { type Words } from '../../kernel/words.ts'

/** ETSI EN 319 102-1, clause 5.1.3. */
export type Indication = 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED'

/** ETSI EN 319 102-1, table 5 and 6: those that we can reach. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'TRY_LATER'
  | 'NO_POE'

/** `intact`: every byte as signed. `modified`: the signature holds for an earlier state. `broken`: it does not hold at all. */
export type Integrity = 'intact' | 'modified' | 'broken'

/** One line of the report: a stable code, and words for the clerk. */
export interface VerificationReason {
  readonly code: string
  readonly text: Words
}

export interface SignatureStatus {
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  readonly integrity: Integrity
  /** `PAdES-BASELINE-B`, `PAdES-BASELINE-T`, `CMS`, … as far as it was recognised. */
  readonly level: string
  readonly signer: string | null
  /** ISO 8601; null when the file does not say. */
  readonly signedAt: string | null
  /** Who vouches for `signedAt`: a verified time stamp, or only the signer. */
  readonly timeSource: 'timestamp' | 'self-declared' | 'none'
  /** `whole-document`, `revision` (something follows that is allowed), `partial`, `unclear`. */
  readonly coverage: 'whole-document' | 'revision' | 'partial' | 'unclear'
  readonly certificateFingerprint: string | null
  readonly reasons: readonly VerificationReason[]
}

/** `passed`, `indeterminate` and `failed` are the worst of the signatures; `unsigned` and `refused` have none. */
export type Verdict = 'passed' | 'indeterminate' | 'failed' | 'unsigned' | 'refused'

export interface VerificationReport {
  readonly format: 'pdf' | 'ofd' | 'unknown'
  readonly signatures: readonly SignatureStatus[]
  readonly verdict: Verdict
  /** Why the file was refused or has no signature; empty otherwise. */
  readonly reasons: readonly VerificationReason[]
  /** ZZ… and KZ_… metadata of our own electronic copies, from the signed revision; empty elsewhere. */
  readonly metadata: Readonly<Record<string, string>>
  /** `metadata` stands inside a signature that holds. */
  readonly metadataSigned: boolean
}
