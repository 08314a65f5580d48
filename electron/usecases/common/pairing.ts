import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { type StoreLink } from '../../ports/store-gateway.ts'
import { fromBase64 } from './base64.ts'
import { trustAnchorsOf } from './settings.ts'

const PAIRING = 'store-pairing'

/** The store that this workstation reports to. Certificates are DER in base64; the private key is sealed. */
export interface Pairing {
  readonly address: string
  readonly storeName: string
  readonly root: string
  readonly certificate: string
  readonly sealedKey: string
  readonly pairedAt: Instant
  readonly certificateFrom: Instant
  readonly validUntil: Instant
}

export const pairingOf = (stores: Stores): Pairing | undefined =>
  (stores.settings.get(PAIRING) as unknown as Pairing | null | undefined) ?? undefined

export function setPairing(stores: Stores, pairing: Pairing | null): void {
  stores.settings.set(PAIRING, pairing as unknown as Json)
}

const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array(0)

export const linkOf = ({ address, root, certificate, sealedKey }: Pairing): StoreLink => ({
  address,
  root: bytes(root),
  certificate: bytes(certificate),
  sealedKey,
})

/** Roots under which blocks and packs may be signed: the office's, and that of the store it is paired with. */
export function lenderRoots(stores: Stores): readonly Uint8Array[] {
  const pairing = pairingOf(stores)
  return [...trustAnchorsOf(stores), ...(pairing ? [pairing.root] : [])].flatMap(
    text => fromBase64(text) ?? [],
  )
}
