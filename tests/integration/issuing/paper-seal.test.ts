import { expect, it } from 'vitest'
import { png } from '../rendering/pictures.ts'
import { countPixels } from '../rendering/tools.ts'
import { bench } from './counter.ts'
import { CLERK, good, issueOneOf } from './support.ts'

type Colour = 'green' | 'blue'
const PIXEL = { green: [0, 200, 0], blue: [0, 0, 200] } as const

/** Which of the two seals' colours stands on the drawn page, as poppler draws it. */
const sealColour = (pdf: Uint8Array): readonly Colour[] => [
  ...(countPixels(pdf, (r, g, b) => g > 180 && r < 30 && b < 30) > 50 ? (['green'] as const) : []),
  ...(countPixels(pdf, (r, g, b) => b > 180 && g < 30 && r < 30) > 50 ? (['blue'] as const) : []),
]

it('puts the picture of the seal that sealed the copy on the paper, whatever other seals there are', async () => {
  const purpose = bench.adapters.standard.kind('entertainment').seal.purpose
  const first = bench.read(s => s.seals.list()).find(seal => seal.purpose === purpose)!
  const picture = (colour: Colour): string =>
    bench.write(s => s.blobs.put(png(60, 60, 2, () => PIXEL[colour])))
  const paper = async (licenceId: string) =>
    sealColour(good(await bench.calls.printing.preview(CLERK, { licenceId, purpose: 'print' })))

  const green = picture('green')
  bench.write(s => s.seals.setPicture(first.id, green))
  const before = await issueOneOf(bench, { kind: 'entertainment' })
  // A second seal of the purpose, in the same container: the first is put aside.
  const second = { ...first, id: 'second-seal', name: `${first.name}（二）`, picture: picture('blue') }
  bench.write(s => {
    s.seals.setState(first.id, 'suspended')
    s.seals.insert(second)
  })
  const pins = { ...bench.pins, [second.id]: Object.values(bench.pins)[0]! }
  const after = await issueOneOf({ ...bench, pins }, { kind: 'entertainment', example: 1 })
  expect(bench.read(s => s.seals.newestUses({ limit: 2 })).map(use => use.sealId)).toEqual([
    second.id,
    first.id,
  ])
  expect([await paper(before.licence.id), await paper(after.licence.id)]).toEqual([['green'], ['blue']])

  // What becomes of the seals later changes no paper of what they sealed.
  bench.write(s => {
    s.seals.setState(first.id, 'destroyed')
    s.seals.setState(second.id, 'suspended')
  })
  expect([await paper(before.licence.id), await paper(after.licence.id)]).toEqual([['green'], ['blue']])
}, 120_000)
