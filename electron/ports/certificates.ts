import { type Instant } from '../../shared/kernel/instant.ts'

/** A certificate as people look at it. */
export interface CertificateFacts {
  /** DER. */
  readonly der: Uint8Array
  /** The common name, or the whole subject where there is none. */
  readonly name: string
  readonly subject: string
  readonly issuer: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string
  /** Whether other certificates may hang on it: a certification authority, or signed by itself. */
  readonly isRoot: boolean
}

export interface CertificateReader {
  /** Every certificate of a PEM or DER file; undefined where one cannot be read, or there is none. */
  read(file: Uint8Array): readonly CertificateFacts[] | undefined
}
