import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'

/** What a seal certificate says, read by the provider. */
export interface SealCertificate {
  readonly certificate: Uint8Array
  /** Issuing certificates that came with it, nearest first, DER. */
  readonly chain: readonly Uint8Array[]
  readonly subject: string
  readonly issuer: string
  /** Lower-case hexadecimal. */
  readonly serial: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly keyType: 'rsa' | 'ec'
  readonly keyBits: number
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string
}

export type KeyErrorCode =
  | 'pin-wrong'
  | 'pin-locked'
  | 'container-unreadable'
  | 'key-missing'
  | 'certificate-missing'
  | 'key-unsupported'

/** A key that is open until `lock()`. Its private part never leaves the provider. */
export interface UnlockedKey {
  readonly certificate: SealCertificate
  /** Signs a SHA-256 digest's preimage: RSA PKCS#1 v1.5 or ECDSA (DER) with SHA-256 over `data`. */
  sign(data: Uint8Array): Uint8Array
  /** As `sign`, without holding up the thread: a window or the next licence goes on meanwhile. Rejects once it is locked. */
  signAside(data: Uint8Array): Promise<Uint8Array>
  lock(): void
}

/** Where keys live. One provider a file under electron/signing/keys; PKCS#12 files now, tokens later. */
export interface KeyProvider {
  readonly id: string
  /** Reads what the container holds; asks for the PIN because PKCS#12 seals certificates too. */
  inspect(container: Uint8Array, pin: string): Result<SealCertificate, AppError<KeyErrorCode>>
  unlock(container: Uint8Array, pin: string): Result<UnlockedKey, AppError<KeyErrorCode>>
}
