import { type Office } from '../../../shared/domain/office.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Stores } from '../../ports/database.ts'

const OFFICE = 'office'
const TRUST = 'trust-anchors'
const EMBLEM = 'emblem'
const PACK_FILE = 'pack-file'

/** The office of this workstation; undefined before it is set up. */
export const officeOf = (stores: Stores): Office | undefined =>
  stores.settings.get(OFFICE) as unknown as Office | undefined

export function setOffice(stores: Stores, office: Office): void {
  stores.settings.set(OFFICE, office as unknown as Json)
}

/** Roots that this office trusts, DER in base64. */
export const trustAnchorsOf = (stores: Stores): readonly string[] =>
  (stores.settings.get(TRUST) as readonly string[] | undefined) ?? []

export function setTrustAnchors(stores: Stores, anchors: readonly string[]): void {
  stores.settings.set(TRUST, anchors)
}

/** Digest of the state emblem's picture among the blobs, where the office has supplied one. */
export const emblemOf = (stores: Stores): string | undefined =>
  stores.settings.get(EMBLEM) as string | undefined

export function setEmblem(stores: Stores, digest: string): void {
  stores.settings.set(EMBLEM, digest)
}

/** The standard pack that the office has put in force, relative to the data folder; undefined means the built-in one. */
export const packFileOf = (stores: Stores): string | undefined =>
  stores.settings.get(PACK_FILE) as string | undefined

export function setPackFile(stores: Stores, file: string): void {
  stores.settings.set(PACK_FILE, file)
}
