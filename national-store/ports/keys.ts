import { type Instant } from '../../shared/kernel/instant.ts'

export interface ClientCertificate {
  /** Lower-case hexadecimal. */
  readonly serial: string
  /** DER. */
  readonly certificate: Uint8Array
  readonly validUntil: Instant
}

export interface ClientCertificateRequest {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  readonly workstationId: string
  readonly officeName: string
  readonly now: Instant
}

/** What pairing needs of the store's own authority. */
export interface ClientAuthority {
  /** DER. */
  readonly root: Uint8Array
  issue(request: ClientCertificateRequest): ClientCertificate
}

/** Judges keys that come from outside. */
export interface OutsideKeys {
  /** Whether it is a P-256 key and `proof` its signature (ECDSA, SHA-256, DER) over the text. The same work for every answer. */
  proves(publicKey: Uint8Array, text: string, proof: Uint8Array): boolean
}

/** Secrets that nobody can guess. */
export interface Secrets {
  bytes(count: number): Uint8Array
}
