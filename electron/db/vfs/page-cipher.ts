import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomFillSync,
  type KeyObject,
} from 'node:crypto'
import { PAGE_BYTES } from './constants.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Bytes at the end of every page that SQLite leaves alone (header byte 20) and the seal fills. */
export const RESERVED_BYTES = NONCE_BYTES + TAG_BYTES
export const BODY_BYTES = PAGE_BYTES - RESERVED_BYTES
export const KEY_BYTES = 32

/** What a sealed page is; a page moved from one place to the other does not open. */
export type PageKind = 'main' | 'wal'

const KIND_BYTE: Readonly<Record<PageKind, number>> = { main: 0, wal: 2 }
const POOLED_NONCES = 512

/**
 * Seals pages in place with AES-256-GCM: ciphertext, then nonce and tag in the reserved bytes. The kind and the
 * place (page index, or offset of the image in the WAL) are bound in, so pages cannot be swapped. An old page put
 * back at its own place is not noticed. Nonces are random: one key must not seal more than 2^32 pages.
 */
export class PageCipher {
  readonly #key: KeyObject
  readonly #aad = Buffer.alloc(9)
  readonly #nonces = Buffer.alloc(NONCE_BYTES * POOLED_NONCES)
  #nextNonce = this.#nonces.length

  /** `key`: 32 bytes; the caller may wipe its copy afterwards. */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES)
      throw new Error(`the database key must have ${KEY_BYTES} bytes, not ${key.length}`)
    this.#key = createSecretKey(key)
  }

  /** Writes the sealed form of `page` (plain, one page) to `out` (one page, another buffer). */
  seal(page: Uint8Array, out: Uint8Array, kind: PageKind, place: number): void {
    if (this.#nextNonce === this.#nonces.length) {
      randomFillSync(this.#nonces)
      this.#nextNonce = 0
    }
    const nonce = this.#nonces.subarray(this.#nextNonce, (this.#nextNonce += NONCE_BYTES))
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(this.#bind(kind, place))
    out.set(cipher.update(page.subarray(0, BODY_BYTES)), 0)
    cipher.final()
    out.set(nonce, BODY_BYTES)
    out.set(cipher.getAuthTag(), BODY_BYTES + NONCE_BYTES)
  }

  /** Writes the plain page to `out`, its reserved bytes zero; false (and `out` untouched) when the seal is broken. */
  open(page: Uint8Array, out: Uint8Array, kind: PageKind, place: number): boolean {
    const nonce = page.subarray(BODY_BYTES, BODY_BYTES + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(this.#bind(kind, place))
    decipher.setAuthTag(page.subarray(BODY_BYTES + NONCE_BYTES, PAGE_BYTES))
    const body = decipher.update(page.subarray(0, BODY_BYTES))
    try {
      decipher.final()
    } catch {
      return false
    }
    out.set(body, 0)
    out.fill(0, BODY_BYTES, PAGE_BYTES)
    return true
  }

  #bind(kind: PageKind, place: number): Buffer {
    this.#aad[0] = KIND_BYTE[kind]
    this.#aad.writeUIntLE(place, 1, 6)
    return this.#aad
  }
}

/** Seals and opens one page, and refuses a changed one; throws when this runtime's AES-256-GCM does not do that. */
export function checkCipherWorks(): void {
  const cipher = new PageCipher(new Uint8Array(KEY_BYTES).fill(7))
  const plain = new Uint8Array(PAGE_BYTES).fill(1, 0, BODY_BYTES)
  const sealed = new Uint8Array(PAGE_BYTES)
  const opened = new Uint8Array(PAGE_BYTES)
  cipher.seal(plain, sealed, 'main', 5)
  const opens = cipher.open(sealed, opened, 'main', 5) && Buffer.compare(plain, opened) === 0
  const elsewhere = cipher.open(sealed, opened, 'main', 6)
  sealed[9] = (sealed[9] ?? 0) ^ 1
  if (!opens || elsewhere || cipher.open(sealed, opened, 'main', 5))
    throw new Error('AES-256-GCM of this runtime does not work as it must: the database cannot be used here')
}
