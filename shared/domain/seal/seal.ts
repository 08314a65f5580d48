import { type Instant } from '../../kernel/instant.ts'
import { type SealPurpose } from '../kinds/kind.ts'

/** An electronic seal of the office: its certificate, and where its PKCS#12 container lies. The PIN is never kept. */
export interface Seal {
  readonly id: string
  /** 文化和旅游市场电子证照专用章 */
  readonly name: string
  readonly purpose: SealPurpose
  readonly provider: string
  /** Relative to the data folder. */
  readonly containerPath: string
  /** DER, base64. */
  readonly certificate: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly fingerprint: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  readonly keyType: 'rsa' | 'ec'
  readonly keyBits: number
  /** Digest of the seal picture among the blobs; null draws the plain ring. */
  readonly picture: string | null
  readonly state: 'active' | 'suspended' | 'destroyed'
  readonly createdAt: Instant
}

export interface SealUse {
  readonly seq: number
  readonly sealId: string
  readonly licenceId: string
  readonly identifier: string
  /** SHA-256 of the sealed file. */
  readonly documentDigest: string
  readonly at: Instant
  readonly byUserId: string
  readonly byName: string
}
