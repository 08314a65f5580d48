import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../../shared/kernel/bytes.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { childrenOf, DerError, readDer, readDerPrefix, type DerNode } from './reader.ts'
import { integerBytes, oidOf, smallInteger, timeOf } from './values.ts'
import { integer, octetString, oid, sequence, setOf, time, tlv } from '../../../shared/kernel/der-writer.ts'

const walk = (node: DerNode): number =>
  node.tag & 0x20 ? 1 + childrenOf(node).reduce((n, child) => n + walk(child), 0) : 1

describe('the DER reader', () => {
  it.each([
    ['empty', ''],
    ['cut header', '30'],
    ['cut content', '300302'],
    ['length longer than needed', '30810102'],
    ['length with a leading zero', `3082008${'0'.repeat(300)}`.slice(0, 268)],
    ['indefinite length', '30800000'],
    ['high tag number', '1f8101'],
    ['five length bytes', '30850000000001'],
    ['trailing byte', '300000'],
  ])('refuses: %s', (_, hex) => {
    expect(() => readDer(fromHex(hex))).toThrow(DerError)
  })
  it('keeps the received bytes as views', () => {
    const bytes = sequence(integer(5), octetString(Uint8Array.of(1, 2)))
    const [a, b] = childrenOf(readDer(bytes))
    expect(smallInteger(a!)).toBe(5)
    expect(toHex(b!.raw)).toBe('04020102')
    expect(b!.raw.buffer).toBe(bytes.buffer)
  })
  it('takes indefinite lengths only in ber', () => {
    const node = readDer(fromHex('3080020105300002010600 00'.replaceAll(' ', '')), 'ber')
    expect(childrenOf(node).map(n => n.tag)).toEqual([2, 0x30, 2])
    expect(node.loose).toBe(true)
  })
  it('stops at a nesting bomb', () => {
    let bomb: Uint8Array = new Uint8Array(0)
    for (let i = 0; i < 200; i++) bomb = tlv(0x30, bomb)
    expect(() => walk(readDer(bomb))).toThrow(DerError)
    expect(() =>
      readDer(
        new Uint8Array(100_000).map((_, i) => (i % 2 ? 0x80 : 0x30)),
        'ber',
      ),
    ).toThrow(DerError)
  })
  it('throws nothing but DerError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('der', 'ber'), (bytes, mode) => {
        try {
          expect(walk(readDerPrefix(bytes, mode as 'der' | 'ber').node)).toBeGreaterThan(0)
        } catch (error) {
          expect(error).toBeInstanceOf(DerError)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('values', () => {
  it('writes and reads OIDs', () => {
    for (const text of [
      '1.2.840.113549.1.9.16.2.47',
      '2.5.4.3',
      '0.4.0.1862.1.1',
      '2.16.840.1.101.3.4.2.1',
    ]) {
      expect(oidOf(readDer(oid(text)))).toBe(text)
    }
    expect(toHex(oid('1.2.840.113549.1.7.2'))).toBe('06092a864886f70d010702')
  })
  it('writes and reads integers, minimal', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0x7fffffff }), n => {
        expect(smallInteger(readDer(integer(n)))).toBe(n)
      }),
    )
    expect(() => integerBytes(readDer(fromHex('02020001')))).toThrow(DerError)
  })
  it('reads times and refuses days that do not exist', () => {
    const at = '2026-03-01T08:09:10.000Z' as Instant
    expect(timeOf(readDer(time(at)))).toBe(Date.parse(at))
    expect(timeOf(readDer(time('2062-03-01T08:09:10.000Z' as Instant)))).toBe(
      Date.parse('2062-03-01T08:09:10Z'),
    )
    expect(() => timeOf(readDer(tlv(0x17, new TextEncoder().encode('260230000000Z'))))).toThrow(DerError)
  })
  it('puts a SET in DER order', () => {
    expect(toHex(setOf(octetString(Uint8Array.of(2)), octetString(Uint8Array.of(1)), integer(9)))).toBe(
      '3109020109040101040102',
    )
  })
})
