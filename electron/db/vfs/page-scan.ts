import { setImmediate as nextTurn } from 'node:timers/promises'
import { LOCK_BYTE_PAGE, PAGE_BYTES } from './constants.ts'
import { type FileIo, readFully } from './file-io.ts'
import { type PageCipher } from './page-cipher.ts'

/** Pages read between two turns of the event loop: about 3 ms of work. */
const SLICE_PAGES = 256

export interface PageSlice {
  /** Sealed bytes as they lie in the file; good until the next slice is asked for. */
  readonly sealed: Uint8Array
  /** Offset of the slice in the file. */
  readonly position: number
  /** 1-based pages of the slice whose seal does not hold. */
  readonly damagedPages: readonly number[]
}

/** Reads the main file slice by slice and checks every seal; the event loop turns between slices. */
export async function* scanPages(io: FileIo, path: string, cipher: PageCipher): AsyncGenerator<PageSlice> {
  const buffer = new Uint8Array(SLICE_PAGES * PAGE_BYTES)
  const plain = new Uint8Array(PAGE_BYTES)
  const fd = io.open(path, 'existing')
  try {
    for (let position = 0; ; position += buffer.length) {
      const n = readFully(io, fd, buffer, buffer.length, position)
      if (n === 0) return
      const damagedPages: number[] = []
      for (let at = 0; at < n; at += PAGE_BYTES) {
        const index = (position + at) / PAGE_BYTES
        const whole = at + PAGE_BYTES <= n
        const opens = whole && cipher.open(buffer.subarray(at, at + PAGE_BYTES), plain, 'main', index)
        if (!opens && index + 1 !== LOCK_BYTE_PAGE) damagedPages.push(index + 1)
      }
      yield { sealed: buffer.subarray(0, n), position, damagedPages }
      if (n < buffer.length) return
      await nextTurn()
    }
  } finally {
    io.close(fd)
  }
}
