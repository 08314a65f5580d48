import { type Seal, type SealUse } from '../../../shared/domain/seal/seal.ts'

export interface SealStore {
  get(id: string): Seal | undefined
  list(): readonly Seal[]
  insert(seal: Seal): void
  /** The seal's picture among the blobs. */
  setPicture(id: string, picture: string): void
  setState(id: string, state: Seal['state']): void
  /** Appends; the number in the row is the store's. */
  recordUse(use: Omit<SealUse, 'seq'>): void
  uses(query: {
    readonly sealId?: string
    readonly afterSeq?: number
    readonly limit: number
  }): readonly SealUse[]
  /** The newest use for that licence: which seal stands on its electronic copy. */
  lastUseFor(licenceId: string): SealUse | undefined
  /** Newest first; before that number where one is given. */
  newestUses(query: {
    readonly sealId?: string
    readonly beforeSeq?: number
    readonly limit: number
  }): readonly SealUse[]
}
