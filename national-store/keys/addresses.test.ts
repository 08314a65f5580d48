import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressBytes } from './addresses.ts'

const text = (bytes: Uint8Array): string =>
  bytes.length === 4 ? bytes.join('.') : (Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []).join(':')

describe('an IP address', () => {
  it('is the bytes that it names', () => {
    expect([...addressBytes('127.0.0.1')]).toEqual([127, 0, 0, 1])
    expect([...addressBytes('::1')]).toEqual([...Array<number>(15).fill(0), 1])
    expect(text(addressBytes('2001:db8::ff00:42:8329'))).toBe('2001:0db8:0000:0000:0000:ff00:0042:8329')
    expect(text(addressBytes('::ffff:10.1.2.3'))).toBe('0000:0000:0000:0000:0000:ffff:0a01:0203')
    expect(text(addressBytes('fe80::'))).toBe('fe80:0000:0000:0000:0000:0000:0000:0000')
  })
  it('of any form is the same to the platform as what was read', () => {
    fc.assert(
      fc.property(fc.ipV6(), address => {
        const list = new BlockList()
        list.addAddress(text(addressBytes(address)), 'ipv6')
        expect(list.check(address, 'ipv6')).toBe(true)
      }),
    )
  })
})
