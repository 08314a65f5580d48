import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecretBox } from './secret-box.ts'

const box = createSecretBox(new Uint8Array(32).fill(1))

describe('a sealed secret', () => {
  it('opens under its key and for its purpose, and for nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), secret => {
        const sealed = box.seal(secret, 'a')
        expect([...box.open(sealed, 'a')!]).toEqual([...secret])
        expect(box.open(sealed, 'b')).toBeUndefined()
        expect(createSecretBox(new Uint8Array(32).fill(2)).open(sealed, 'a')).toBeUndefined()
        expect(box.seal(secret, 'a')).not.toBe(sealed)
      }),
      { numRuns: 50 },
    )
  })
  it('does not open once it was changed', () => {
    const sealed = Buffer.from(box.seal(Buffer.from('a private key'), 'a'), 'base64')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(box.open(changed.toString('base64'), 'a')).toBeUndefined()
    }
    for (const text of ['', 'x', '!!', 'AAAA']) expect(box.open(text, 'a')).toBeUndefined()
  })
})
