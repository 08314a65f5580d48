import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTables } from '../../../electron/importing/tables.ts'
import { bookOf, bookParts, inline, readTable, rowOf, testFolder, zipOf } from './hand-made.ts'

const at = testFolder()
const CODES = [
  'file-unreadable',
  'format-unknown',
  'too-large',
  'no-headings',
  'duplicate-heading',
  'encoding-unknown',
  'file-encrypted',
]

/** Reading either works or fails with one of the port's codes, in words; anything thrown fails the test. */
async function survives(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  writeFileSync(at(name), bytes)
  const { error } = await readTable(at(name))
  if (!error) return 'read'
  expect(CODES).toContain(error.code)
  expect(error.text.zh).not.toBe('')
  expect(error.next?.zh ?? '').not.toBe('')
  return 'refused'
}

let written: Buffer
const data =
  rowOf(1, inline('单位名称'), inline('编号')) +
  rowOf(2, '<c r="A2" t="s"><v>0</v></c>', '<c s="1"><v>44986</v></c>')
const handMade = bookOf({
  sheets: { 一: data },
  shared: '<si><r><t>甲</t></r></si>',
  styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
})

beforeAll(async () => {
  const writer = createTables().writeXlsx(at('seed.xlsx'), '表', ['单位名称', '编号'])
  writer.addRow([{ value: '甲', comment: '错' }, { value: 1 }])
  await writer.close()
  written = readFileSync(at('seed.xlsx'))
})

/** Changes of a file as they happen by damage or malice: bytes replaced, a piece cut out, a piece doubled. */
const changes = fc.array(
  fc.record({
    kind: fc.constantFrom('set', 'cut', 'double'),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 6 },
)

function changed(
  seed: Buffer,
  list: readonly { kind: string; place: number; length: number; byte: number }[],
): Buffer {
  let bytes = Buffer.from(seed)
  for (const { kind, place, length, byte } of list) {
    const from = Math.floor(place * Math.max(0, bytes.length - 1))
    const to = Math.min(bytes.length, from + length)
    if (kind === 'set') bytes[from] = byte
    else if (kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
    else bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  }
  return bytes
}

describe('no bytes break the readers', () => {
  it.each(['x.csv', 'x.json', 'x.xlsx', 'x'])('random bytes as %s', async name => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
        await survives(name, bytes)
      }),
      { numRuns: 150 },
    )
  })
  it('texts made of what csv and json are made of', async () => {
    const soup = fc.string({
      unit: fc.constantFrom(...'"\\{}[]:,\n\r\t; ab1甲', '"rows":[', 'null', '={"', '""'),
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(soup, fc.constantFrom('x.csv', 'x.json'), async (text, name) => {
        await survives(name, Buffer.from(text))
      }),
      { numRuns: 500 },
    )
  })
  it('workbooks changed in several places', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), changes, async (own, list) => {
        await survives('x.xlsx', changed(own ? written : handMade, list))
      }),
      { numRuns: 300 },
    )
  })
  it('a workbook with every ninth of its bytes turned, one at a time', async () => {
    const seen = { read: 0, refused: 0 }
    for (let i = 0; i < handMade.length; i += 9) {
      const bytes = Buffer.from(handMade)
      bytes[i] = (bytes[i] ?? 0) ^ 0x41
      seen[await survives('x.xlsx', bytes)]++
    }
    // Some bytes mean nothing to us (times, versions), most do.
    expect(seen.read).toBeGreaterThan(20)
    expect(seen.refused).toBeGreaterThan(seen.read)
  })
  it('workbooks whose XML is changed behind a right checksum', async () => {
    const parts = bookParts({
      sheets: { 一: data },
      shared: '<si><t>甲</t></si>',
      styles: '<cellXfs><xf/></cellXfs>',
    })
    await fc.assert(
      fc.asyncProperty(fc.nat(parts.length - 1), changes, async (n, list) => {
        const mutated = parts.map(
          ([name, content], i) => [name, i === n ? changed(Buffer.from(content), list) : content] as const,
        )
        await survives('y.xlsx', zipOf(mutated))
      }),
      { numRuns: 250 },
    )
  })
})
