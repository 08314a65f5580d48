import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_BYTES } from './constants.ts'
import { emptyFirstPage } from './birth.ts'
import { asDiskError } from './disk-errors.ts'
import { DiskError, DiskFullError } from '../engine/errors.ts'
import { BODY_BYTES, checkCipherWorks, PageCipher } from './page-cipher.ts'
import { loadSqliteModule } from './sqlite-module.ts'
import { SealedVfs } from './vfs.ts'
import { addToWalSum, ZERO_SUM } from './wal-checksum.ts'

const KEY = new Uint8Array(32).fill(1)

describe('the page cipher', () => {
  it('opens what it sealed, at its own place only, and nothing changed', () => {
    checkCipherWorks()
    const cipher = new PageCipher(KEY)
    const page = fc.uint8Array({ minLength: BODY_BYTES, maxLength: BODY_BYTES })
    fc.assert(
      fc.property(page, fc.nat(2 ** 31 - 2), fc.nat(PAGE_BYTES - 1), (body, place, flip) => {
        const plain = new Uint8Array(PAGE_BYTES)
        plain.set(body)
        const sealed = new Uint8Array(PAGE_BYTES)
        const out = new Uint8Array(PAGE_BYTES)
        cipher.seal(plain, sealed, 'main', place)
        expect(cipher.open(sealed, out, 'main', place)).toBe(true)
        expect(Buffer.compare(out, plain)).toBe(0)
        expect(cipher.open(sealed, out, 'main', place + 1)).toBe(false)
        expect(cipher.open(sealed, out, 'wal', place)).toBe(false)
        expect(new PageCipher(new Uint8Array(32)).open(sealed, out, 'main', place)).toBe(false)
        sealed[flip]! ^= 0x10
        expect(cipher.open(sealed, out, 'main', place)).toBe(false)
        expect(Buffer.compare(out, plain)).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  it('never seals two pages with the same nonce, and refuses a short key', () => {
    const cipher = new PageCipher(KEY)
    const page = emptyFirstPage()
    const sealed = new Uint8Array(PAGE_BYTES)
    const nonces = new Set<string>()
    for (let i = 0; i < 2000; i++) {
      cipher.seal(page, sealed, 'main', 0)
      nonces.add(Buffer.from(sealed.subarray(BODY_BYTES, BODY_BYTES + 12)).toString('hex'))
    }
    expect(nonces.size).toBe(2000)
    expect(() => new PageCipher(new Uint8Array(16))).toThrow('32 bytes, not 16')
  })
})

describe('the engine', () => {
  it('is refused by name when its VFS is not the known one', async () => {
    const module = await loadSqliteModule()
    const getInt = module.getInt.bind(module)
    const vfs = new Set<number>()
    module.getInt = pointer => {
      const value = getInt(pointer)
      if (value === 512) vfs.add(pointer)
      return value === 512 ? 1024 : value
    }
    expect(() => new SealedVfs(module)).toThrow(/build of sql\.js is unknown: .*path limit 1024/)
    expect(vfs.size).toBe(1)
  })
})

describe('small parts', () => {
  it('the sum of the log follows the file format', () => {
    // s0 += x0 + s1; s1 += x1 + s0, twice, by hand
    const words = new Uint8Array([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 255, 255, 255, 255])
    expect(addToWalSum(ZERO_SUM, words)).toEqual({ a: 7, b: 9 })
  })

  it('a full disk told by fsync is a disk error, and faults of the program stay as they are', () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    expect(asDiskError('/x', 'write', full)).toBeInstanceOf(DiskFullError)
    expect(asDiskError('/x', 'fsync', full)).toBeInstanceOf(DiskError)
    const fault = new TypeError('ours')
    expect(asDiskError('/x', 'write', fault)).toBe(fault)
    const busy = new DiskError('/x', 'read')
    expect(asDiskError('/x', 'write', busy)).toBe(busy)
    expect(busy.asAppError()).toMatchObject({ code: 'disk-error', data: { operation: 'read' } })
  })
})
