/** What the store may sign: the envelope types that it makes. */
export type StoreEnvelope = 'receipt' | 'number-block' | 'revocation-list' | 'standard-pack'

/** Seals a payload as a signed envelope (`licence-workstation-envelope/1`), under the store's root. */
export interface StoreSigner {
  seal(payload: Uint8Array, type: StoreEnvelope): string
}
