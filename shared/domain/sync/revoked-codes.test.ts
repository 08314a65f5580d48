import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REVOCATION_KEY_BYTES, REVOKED_STATUSES, revokedStatus, type RevokedStatus } from './revoked-codes.ts'

const key = fc.uint8Array({ minLength: REVOCATION_KEY_BYTES, maxLength: REVOCATION_KEY_BYTES })
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A list as the store makes it: sorted by key, each followed by its code. */
function listOf(entries: ReadonlyMap<string, RevokedStatus>): Uint8Array {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.concat(
    sorted.map(([name, status]) =>
      Buffer.concat([Buffer.from(name, 'hex'), Uint8Array.of(REVOKED_STATUSES.indexOf(status) + 1)]),
    ),
  )
}

describe('looking up a revocation list', () => {
  it('finds what is in it, with its status, and nothing else', () => {
    const pairs = fc.array(fc.tuple(key, fc.constantFrom(...REVOKED_STATUSES)), { maxLength: 60 })
    fc.assert(
      fc.property(pairs, fc.array(key, { maxLength: 20 }), (inside, others) => {
        const entries = new Map(inside.map(([bytes, status]) => [hex(bytes), status]))
        const list = listOf(entries)
        for (const bytes of [...inside.map(([name]) => name), ...others]) {
          const digest = Buffer.concat([bytes, Buffer.alloc(24)])
          expect(revokedStatus(list, digest)).toBe(entries.get(hex(bytes)))
        }
      }),
    )
  })

  it('says nothing for bytes that are no list', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), key, (list, digest) => {
        expect([undefined, ...REVOKED_STATUSES]).toContain(revokedStatus(list, digest))
      }),
    )
    expect(revokedStatus(new Uint8Array(), new Uint8Array(32))).toBeUndefined()
    expect(revokedStatus(new Uint8Array(9), new Uint8Array(32))).toBeUndefined() // a status that there is not
  })
})
