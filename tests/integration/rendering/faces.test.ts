import { beforeAll, describe, expect, it } from 'vitest'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { type PreparedDocument } from '../../../electron/ports/face-renderer.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { KIND_IDS, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { portrait } from './pictures.ts'
import { exampleValues, kindOf, requestFor, shownFields } from './requests.ts'
import { checkStructure, drawnText, greyPage, inkOf, readCode } from './tools.ts'

const renderer = createFaceRenderer()
const cases = KIND_IDS.flatMap(id => EXAMPLES[id].map((example, i) => [id, i, example.id] as const))

const photoFor = (id: KindId) => (kindOf(id).photo ? { photo: portrait() } : {})

const bare = (text: string): string => text.replaceAll(/\s/gu, '')

describe('a face of every kind', () => {
  const documents = new Map<string, PreparedDocument>()
  beforeAll(async () => {
    for (const [id, i] of cases) {
      const request = requestFor(id, exampleValues(id, i), photoFor(id))
      documents.set(`${id} ${i}`, mustBeOk(await renderer.render(request), id))
    }
  })
  const documentOf = (id: KindId, i: number) => documents.get(`${id} ${i}`)!

  it.each(cases)('%s %i (%s): gives back every word it shows, exactly', (id, i) => {
    const request = requestFor(id, exampleValues(id, i))
    const text = drawnText(documentOf(id, i).bytes)
    const shown = shownFields(id).filter(field => request.values[field] && field !== 'certIdentifier')
    expect(shown.length).toBeGreaterThan(5)
    for (const field of shown) expect(text).toContain(bare(request.values[field]!))
  })

  it.each(KIND_IDS.map(id => [id]))('%s: is a sound file, says 样例, and puts ※ for nothing', id => {
    const { bytes, pageCount } = documentOf(id, 0)
    expect(checkStructure(bytes)).toContain('No syntax or stream encoding errors found')
    expect(pageCount).toBe(kindOf(id).face.pages.length)
    expect(drawnText(bytes)).toContain('样例')
  })

  it.each(KIND_IDS.map(id => [id]))('%s: its code reads at 200 dpi', id => {
    const { pages } = kindOf(id).face
    const page = pages.findIndex(p => p.elements.some(element => element.kind === 'qr')) + 1
    expect(readCode(documentOf(id, 0).bytes, page)).toBe(requestFor(id, exampleValues(id)).qrText)
  })

  it('marks an empty field with six ※', async () => {
    const { address: _, ...rest } = exampleValues('entertainment')
    const empty = mustBeOk(await renderer.render(requestFor('entertainment', rest)), 'empty')
    expect(drawnText(empty.bytes)).toContain('住所地址※※※※※※')
  })
})

describe('the place for the signature', () => {
  it('is zeros between angle brackets, and ByteRange leaves out exactly that', async () => {
    const request = requestFor('network-culture', exampleValues('network-culture'))
    const { bytes, gap } = mustBeOk(await renderer.render(request), 'face')
    const file = Buffer.from(bytes)
    const { start, end } = gap!
    expect(file.toString('latin1', start, end)).toBe(`<${'0'.repeat(2 * 8192)}>`)
    const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(file.toString('latin1'))!
    expect(range.slice(1).map(Number)).toEqual([0, start, end, bytes.length - end])
    for (const wanted of [
      '/SubFilter /ETSI.CAdES.detached',
      '/TransformMethod /DocMDP',
      '/SigFlags 3',
      '/Perms',
    ]) {
      expect(file.toString('latin1')).toContain(wanted)
    }
    expect(file.toString('latin1')).not.toContain('DigestMethod')
  })
  it('is absent in print, where the seal is drawn all the same', async () => {
    const values = exampleValues('travel-agency')
    const electronic = mustBeOk(await renderer.render(requestFor('travel-agency', values)), 'electronic')
    const print = mustBeOk(
      await renderer.render(requestFor('travel-agency', values, { purpose: 'print' })),
      'print',
    )
    expect(print.gap).toBeUndefined()
    expect(Buffer.from(print.bytes).includes('/Widget')).toBe(false)
    const [a, b] = [electronic, print].map(({ bytes }) => greyPage(bytes, 1, 50))
    expect(Buffer.compare(Buffer.from(a!.pixels), Buffer.from(b!.pixels))).toBe(0)
  })
})

describe('purposes', () => {
  it('leaves out what licence paper has already, and moves nothing', async () => {
    const values = exampleValues('commercial-performance')
    const request = requestFor('commercial-performance', values, { purpose: 'overprint', specimen: false })
    const over = mustBeOk(await renderer.render(request), 'overprint')
    const text = drawnText(over.bytes)
    expect(text).toContain(bare(request.values['holderName']!))
    for (const absent of ['营业性演出许可证', '单位名称', '监制']) expect(text).not.toContain(absent)
    const whole = mustBeOk(await renderer.render({ ...request, purpose: 'print' }), 'print')
    const [part, all] = [over, whole].map(({ bytes }) => greyPage(bytes, 1, 40))
    expect(inkOf(part!)).toBeLessThan(inkOf(all!) / 2)
    // Whatever is dark on the overprint is dark at the same place on the whole page.
    const astray = part!.pixels.filter((v, i) => v < 60 && all!.pixels[i]! > 140).length
    expect(astray).toBe(0)
  })
})

describe('the same request', () => {
  it('gives the same bytes, from this renderer and from another', async () => {
    const request = requestFor('tour-guide', exampleValues('tour-guide', 2), photoFor('tour-guide'))
    const first = mustBeOk(await renderer.render(request), 'first')
    const second = mustBeOk(await createFaceRenderer().render(request), 'second')
    expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0)
    const other = mustBeOk(await renderer.render({ ...request, title: '另一份' }), 'other')
    expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(other.bytes))).not.toBe(0)
  })
})

describe('cards', () => {
  it('lie nine to a sheet, backs on the page behind', async () => {
    const card = requestFor('tour-guide', exampleValues('tour-guide'), photoFor('tour-guide'))
    const sheet = await renderer.cardSheet({
      cards: Array.from({ length: 10 }, () => card),
      title: '导游证',
      createdAt: card.createdAt,
    })
    const { bytes, pageCount } = mustBeOk(sheet, 'sheet')
    expect(pageCount).toBe(4)
    expect(checkStructure(bytes)).toContain('No syntax')
    expect(drawnText(bytes).split('CHINATOURGUIDE').length - 1).toBe(10)
    const mixed = await renderer.cardSheet({
      cards: [card, requestFor('entertainment', exampleValues('entertainment'))],
      title: '混排',
      createdAt: card.createdAt,
    })
    expect(mixed.ok).toBe(false)
  })
})
