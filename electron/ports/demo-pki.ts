import { type Instant } from '../../shared/kernel/instant.ts'

/** Certificates of a demonstration office: a root, and PKCS#12 containers issued under it. All say 样例. */
export interface DemoPki {
  readonly root: Uint8Array
  readonly containers: Readonly<Record<string, Uint8Array>>
}

export interface DemoPkiRequest {
  readonly officeName: string
  readonly pin: string
  readonly now: Instant
  readonly keyType: 'rsa-3072' | 'p256'
  /** id → common name of the seal (or of the lending store). */
  readonly subjects: Readonly<Record<string, string>>
}

/** Makes a demonstration office's certificates. Never for real use. */
export interface DemoPkiMaker {
  make(request: DemoPkiRequest): Promise<DemoPki>
}
