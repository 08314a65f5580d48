import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { coveredRanges, readCmap } from '../../../electron/rendering/fonts/cmap.ts'
import { openFontFace, readCoverage } from '../../../electron/rendering/fonts/font-file.ts'
import { bundledFonts } from '../../../electron/rendering/fonts/bundled.ts'
import { FontUnusable } from '../../../electron/rendering/fonts/sfnt.ts'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { exampleValues, requestFor } from './requests.ts'
import { drawnText, greyPage, inkOf } from './tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'lw-fonts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Bundled Ext B, E, F; from the system's fonts Ext B, C, D. */
const RARE = '𬭎㛃䶮𫍯𠅤𰻞'
const RARER = '𠀀𪜀𫝀'

const named = (name: string) =>
  requestFor('network-culture', { ...exampleValues('network-culture'), holderName: name, legalRep: name })

describe('ink', () => {
  it.each([
    ['network-culture', `北京${RARE}科技有限公司`],
    ['travel-agency', `杭州${RARE}国际旅行社（集团）有限公司`],
  ] as const)('%s: as much as with whole fonts, page by page', async (id, holderName) => {
    const request = requestFor(id, { ...exampleValues(id), holderName })
    const subset = mustBeOk(await createFaceRenderer().render(request), 'subset')
    const whole = mustBeOk(await createFaceRenderer({ wholeFonts: true }).render(request), 'whole')
    expect(whole.bytes.length).toBeGreaterThan(40 * subset.bytes.length)
    for (let page = 1; page <= subset.pageCount; page++) {
      const [a, b] = [subset, whole].map(({ bytes }) => greyPage(bytes, page, 72))
      expect(Math.abs(inkOf(a!) - inkOf(b!)) / inkOf(b!)).toBeLessThan(0.01)
      const differing = a!.pixels.filter((v, i) => Math.abs(v - b!.pixels[i]!) > 40).length
      expect(differing / a!.pixels.length).toBeLessThan(0.0001)
    }
  })
  it('notices a lost glyph: the same page without one name has measurably less', async () => {
    const renderer = createFaceRenderer()
    const full = mustBeOk(await renderer.render(named('龘龘龘龘龘龘龘龘龘龘')), 'full')
    const less = mustBeOk(await renderer.render(named('　')), 'less')
    const [a, b] = [full, less].map(({ bytes }) => inkOf(greyPage(bytes, 1, 72)))
    expect(a! - b!).toBeGreaterThan(50)
  })
})

describe('rare characters', () => {
  it('come back as text, surrogate pairs included', async () => {
    const { bytes } = mustBeOk(await createFaceRenderer().render(named(RARE + RARER)), 'rare')
    expect(drawnText(bytes)).toContain(RARE + RARER)
  })
  it('are named when no font has them, and nothing is drawn', async () => {
    const renderer = createFaceRenderer({ systemFonts: { folders: [folder] } })
    const result = await renderer.render(named('张𪜀'))
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'glyph-missing', data: { character: '𪜀', codePoint: 'U+2A700' } },
    })
    expect(renderer.missingCharacters('张𪜀三𪜀𬭎')).toEqual(['𪜀'])
  })
  it('of scripts that need shaping count as missing rather than being drawn wrongly', () => {
    expect(createFaceRenderer().missingCharacters('阿·ئۇ·A')).toEqual(['ئ', 'ۇ'])
  })
})

describe('the index of system fonts', () => {
  it('is kept in a file, survives its damage, and never holds more than a reading would say', () => {
    const cacheFile = join(folder, 'index.json')
    const missing = () => createFaceRenderer({ systemFonts: { cacheFile } }).missingCharacters(RARER)
    expect(missing()).toEqual([])
    expect(JSON.parse(readFileSync(cacheFile, 'utf8'))).toMatchObject({ version: 1 })
    expect(missing()).toEqual([])
    for (const damage of ['', '{', '{"version":1,"files":{"x":{"size":"a"}}}', '[]', 'null']) {
      writeFileSync(cacheFile, damage)
      expect(missing()).toEqual([])
    }
  })
})

/** Only the error that is promised may come out. */
function onlyUnusable(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof FontUnusable)) throw error
  }
}

describe('broken fonts', () => {
  it('are refused by the one error that the scan passes over', () => {
    const head = readFileSync(bundledFonts('song')[0]!).subarray(0, 4096)
    const path = join(folder, 'broken.ttf')
    writeFileSync(path, head)
    expect(() => openFontFace(path)).toThrow(FontUnusable)
    const change = fc.tuple(fc.nat(600), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.nat(4096), (changes, length) => {
        const bytes = Buffer.from(head.subarray(0, length))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        writeFileSync(path, bytes)
        onlyUnusable(() => openFontFace(path))
        onlyUnusable(() => readCoverage(path))
      }),
      { numRuns: 150 },
    )
  })
  it('with a broken character map cover nothing that is not a character', () => {
    const map = Buffer.from('000000010000000a0000000c000c00000000001c0000000000000001', 'hex')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(0x10ffff), (rest, codePoint) => {
        const table = new Uint8Array(Buffer.concat([map, rest]))
        for (const [first, last] of coveredRanges(table)) expect(first <= last && last <= 0x10ffff).toBe(true)
        expect(readCmap(table)(codePoint)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
