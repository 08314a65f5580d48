import { randomBytes } from 'node:crypto'
import { type DocumentLink } from '../../../shared/contract/files.ts'
import { type ServedDocument } from './core.ts'

/** What the page can have open at once; the oldest give way. Our defaults. */
const MOST = 200
const MOST_BYTES = 192 * 1024 * 1024

export interface NewDocument {
  readonly bytes: Uint8Array
  readonly type:
    | 'application/pdf'
    | 'image/jpeg'
    | 'image/png'
    | 'application/octet-stream'
    | typeof XLSX
    | typeof PLAIN_TEXT
  /** A name for saving; never a path. */
  readonly fileName: string
  /** Offered for saving rather than shown. */
  readonly save?: boolean
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const PLAIN_TEXT = 'text/plain; charset=utf-8'

/** A holder's photo as it is kept: JPEG or PNG, told by its first byte. */
export const photoDocument = (bytes: Uint8Array): NewDocument => ({
  bytes,
  type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg',
  fileName: 'photo',
})

/**
 * Documents that the page reaches by address: each under a name that cannot be guessed, for as long as the person is at
 * the window. Nothing here is a path, so no path can be asked for.
 */
export interface Documents {
  put(document: NewDocument): DocumentLink
  get(path: string): ServedDocument | null
  clear(): void
}

const ADDRESS = /^\/doc\/([0-9a-f]{32})$/

export function createDocuments(): Documents {
  const shelf = new Map<string, ServedDocument>()
  let total = 0
  const remove = (token: string): void => {
    total -= shelf.get(token)?.bytes.length ?? 0
    shelf.delete(token)
  }
  return {
    put({ bytes, type, fileName, save }) {
      const token = randomBytes(16).toString('hex')
      shelf.set(token, { bytes, type, fileName: save ? fileName : null })
      total += bytes.length
      for (const old of shelf.keys()) {
        if ((shelf.size <= MOST && total <= MOST_BYTES) || old === token) break
        remove(old)
      }
      return { url: `/doc/${token}`, fileName, type, bytes: bytes.length }
    },
    get(path) {
      const token = ADDRESS.exec(path)?.[1]
      return (token !== undefined && shelf.get(token)) || null
    },
    clear() {
      shelf.clear()
      total = 0
    },
  }
}
