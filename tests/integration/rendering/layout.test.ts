import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFontChain } from '../../../electron/rendering/fonts/font-chain.ts'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { breakLines, mayBreak } from '../../../electron/rendering/layout/break-lines.ts'
import { fitParagraphs, lineWidth, paragraphsOf } from '../../../electron/rendering/layout/fit-text.ts'
import { glyphsOf } from '../../../electron/rendering/layout/glyphs.ts'
import { layOutPage } from '../../../electron/rendering/layout/lay-out-page.ts'
import { faceValues } from '../../../shared/domain/face/face-values.ts'
import { type TextStyle } from '../../../shared/domain/face/face.ts'
import { KIND_IDS, type FieldValue, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { exampleValues, kindOf, requestFor } from './requests.ts'

const chain = createFontChain()
const STYLE: TextStyle = { font: 'fangsong', size: 5, minSize: 2, align: 'left' }

const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map(n => String.fromCodePoint(n))
const character = fc.oneof(
  { weight: 12, arbitrary: han },
  {
    weight: 2,
    arbitrary: fc.constantFrom('、', '，', '。', '（', '）', '·', '〔', '〕', '“', '”', '《', '》', ' '),
  },
  { weight: 3, arbitrary: fc.constantFrom(...'ABCxyz0123456789-.') },
)
const textOf = (maxLength: number) => fc.string({ unit: character, minLength: 1, maxLength })

const drawn = (lines: readonly (readonly { char: string }[])[]): string =>
  lines.map(line => line.map(glyph => glyph.char).join('')).join('')

describe('line breaks', () => {
  it('lose nothing but the spaces at line ends, and no line is too wide', () => {
    fc.assert(
      fc.property(textOf(200), fc.integer({ min: 3, max: 40 }), (text, width) => {
        const lines = breakLines([glyphsOf(chain, 'fangsong', text)], width)
        expect(drawn(lines).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(lineWidth(line, 1, 0)).toBeLessThanOrEqual(width + 1e-6)
      }),
    )
  })
  it('keep marks, words and numbers where they belong', () => {
    for (const after of '、，。）〕》”·：；') expect(mayBreak('文', after)).toBe(false)
    for (const before of '（〔《“') expect(mayBreak(before, '文')).toBe(false)
    for (const [a, b] of ['ab', '20', 'A1', 'm.', '-3'].map(pair => [...pair]))
      expect(mayBreak(a!, b!)).toBe(false)
    expect(mayBreak('文', '化')).toBe(true)
    expect(mayBreak('、', '文')).toBe(true)
    const lines = breakLines([glyphsOf(chain, 'fangsong', '阿卜杜热西提·买买提明·吐尔逊')], 6)
    expect(lines.map(line => line[0]!.char)).not.toContain('·')
  })
})

describe('fitting', () => {
  it('never goes beyond the box and never drops a character', () => {
    const box = fc.record({
      width: fc.integer({ min: 20, max: 150 }),
      height: fc.integer({ min: 3, max: 40 }),
    })
    fc.assert(
      fc.property(textOf(300), box, fc.constantFrom('shrink-first', 'wrap-first'), (text, size, fit) => {
        const style: TextStyle = { ...STYLE, fit: fit as 'shrink-first' }
        const fitted = fitParagraphs(paragraphsOf(chain, style, text), style, size)
        if (!fitted) return
        expect(fitted.size).toBeLessThanOrEqual(style.size)
        expect(fitted.size).toBeGreaterThanOrEqual(style.minSize)
        expect(fitted.height).toBeLessThanOrEqual(size.height + 1e-6)
        expect(drawn(fitted.lines).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of fitted.lines) {
          expect(lineWidth(line, fitted.size, fitted.spacing)).toBeLessThanOrEqual(size.width + 1e-3)
        }
      }),
    )
  })
  it('shrinks before it wraps, or wraps before it shrinks, as the style says', () => {
    const text = '北京样例星河网络科技有限公司'
    const box = { width: 60, height: 14 }
    const shrunk = fitParagraphs(paragraphsOf(chain, STYLE, text), STYLE, box)!
    expect([shrunk.lines.length, shrunk.size < 5]).toEqual([1, true])
    const style: TextStyle = { ...STYLE, fit: 'wrap-first' }
    const wrapped = fitParagraphs(paragraphsOf(chain, style, text), style, box)!
    expect([wrapped.lines.length, wrapped.size]).toEqual([2, 5])
  })
})

/** The longest that screens.md asks for: 60 characters of name, 300 of address, every item of every code list. */
function longest(id: KindId, text: string): Record<string, FieldValue> {
  const kind = kindOf(id)
  const out: Record<string, FieldValue> = { ...exampleValues(id) }
  for (const field of kind.fields) {
    const { type } = field
    const shown = JSON.stringify(kind.face).includes(`{${field.id}}`)
    if (!shown || field.entry === 'issue') continue
    if (type.type === 'list' && type.table) {
      out[field.id] = kind.codeTables
        .find(table => table.id === type.table)!
        .entries.map(e => e.code)
        .slice(0, type.maxItems)
    }
    if (/[aA]ddress$/.test(field.id)) out[field.id] = text.repeat(30).slice(0, 300)
    if (['holderName', 'employer', 'investor'].includes(field.id)) out[field.id] = text.repeat(6).slice(0, 60)
  }
  return out
}

describe('the fullest licence', () => {
  it.each(KIND_IDS.map(id => [id]))(
    '%s: holds 60 characters of name, 300 of address, every item',
    async id => {
      const values = longest(id, '样例长名称路一二三号')
      const kind = kindOf(id)
      for (const page of kind.face.pages) {
        const { parts } = layOutPage(chain, page, {
          values: faceValues(kind, values),
          emptyText: kind.face.emptyText,
          purpose: 'print',
          specimen: false,
          sealText: '文化和旅游市场电子证照专用章',
          sealPicture: false,
        })
        const lines = parts.flatMap(part => (part.kind === 'text' ? [part.line] : []))
        expect(lines.length).toBeGreaterThan(8)
        for (const line of lines) {
          expect(line.x).toBeGreaterThanOrEqual(3)
          expect(line.x + lineWidth(line.glyphs, line.size, line.spacing)).toBeLessThanOrEqual(page.width - 3)
          expect(line.baseline).toBeLessThanOrEqual(page.height - 3)
        }
      }
    },
  )
  it('says so when even the smallest type does not fit', async () => {
    const values = { ...exampleValues('network-culture'), regAddress: '字'.repeat(3000) }
    expect(await createFaceRenderer().render(requestFor('network-culture', values))).toMatchObject({
      ok: false,
      error: { code: 'text-overflow', data: { label: '住所' } },
    })
  })
})

describe('a face that came from outside', () => {
  it('is refused when it cannot be drawn', async () => {
    const request = requestFor('network-culture', exampleValues('network-culture'))
    const [page] = request.face.pages
    const box = { x: 0, y: 0, width: 10, height: 10 }
    const bad = [
      { ...request.face, pages: [] },
      {
        ...request.face,
        pages: [
          {
            ...page!,
            elements: [{ kind: 'frame', layer: 'filled', pattern: 'none', box, colour: '#000000' }],
          },
        ],
      },
      {
        ...request.face,
        pages: [{ ...page!, elements: [{ kind: 'fill', layer: 'filled', box, colour: 'red' }] }],
      },
    ] as (typeof request.face)[]
    for (const face of bad) {
      expect(await createFaceRenderer().render({ ...request, face })).toMatchObject({
        ok: false,
        error: { code: 'face-invalid' },
      })
    }
    const metadata = [['Title', 'x']] as const
    expect((await createFaceRenderer().render({ ...request, metadata })).ok).toBe(false)
  })
})
