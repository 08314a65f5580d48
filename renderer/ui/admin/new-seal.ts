import { type SealPurpose } from '../../../shared/domain/kinds/kind.ts'

/** A seal as chosen and typed; the PIN opens the container once, when it is imported. */
export interface SealDraft {
  name: string
  purpose: SealPurpose | null
  container: File | null
  pin: string
  picture: File | null
}

export const emptySeal = (): SealDraft => ({
  name: '',
  purpose: null,
  container: null,
  pin: '',
  picture: null,
})

/** As the core has them; the page says so before the file is sent. */
export const SEAL_LIMITS = { container: 1024 * 1024, picture: 2 * 1024 * 1024 } as const

/** How many fields want something before the core can be asked. */
export const missingInSeal = (seal: SealDraft): number =>
  [seal.name.trim() === '', seal.purpose === null, seal.container === null, seal.pin === ''].filter(Boolean)
    .length
