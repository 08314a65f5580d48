import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePng } from '../../../electron/rendering/images/png.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { renewalWindow } from '../../../shared/domain/licence/validity.ts'
import { checkPhoto } from '../../../shared/domain/photo/inspect-photo.ts'
import { BUILTIN_KINDS } from '../../../shared/domain/kinds/registry.ts'
import { parseCivilDate, type CivilDate } from '../../../shared/kernel/instant.ts'
import { builtinStandard } from '../../../tests/builders/workstation-db.ts'
import { DEMO_OFFICE } from '../../../electron/app/demo/make-demo-office.ts'
import { drawnEmblem, drawnPhoto, drawnSeal } from './pictures.ts'
import { applicationRows, CHANGES, edgeRow, filledTo, RARE, renewableRow } from './rows.ts'

const characters = (value: unknown): number => [...String(value)].length

describe('rows at the limits', () => {
  it('fills a text to exactly the length asked for, ends kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 400 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (n, filling) => {
          const text = filledTo(n, '𠮷头', filling, '尾')
          expect(characters(text)).toBe(n)
          expect(text.startsWith('𠮷头') && text.endsWith('尾')).toBe(true)
        },
      ),
    )
  })
  it.each(BUILTIN_KINDS)('$id: long, rare and acceptable', kind => {
    const { cells } = edgeRow(kind)
    for (const rare of RARE.beyond) expect(cells['holderName']).toContain(rare)
    if (kind.holder === 'organisation') {
      expect(characters(cells['holderName'])).toBe(60)
      const addresses = Object.keys(cells).filter(id => characters(cells[id]) === 300)
      expect(addresses.length).toBeGreaterThan(0)
    }
    const asked = { regions: builtinStandard.regions, event: 'new', issuer: DEMO_OFFICE } as const
    const findings = checkFields(kind, cells, { ...asked, today: '2026-11-24' as CivilDate })
    expect(findings.filter(f => f.severity === 'fault' && f.field !== 'photo')).toEqual([])
  })
  it('has rows of different names for every kind, and a change for each', () => {
    for (const kind of BUILTIN_KINDS) {
      const names = applicationRows(kind).map(row => row.what)
      expect(new Set(names).size).toBe(names.length)
      expect(Object.keys(CHANGES[kind.id]).length).toBeGreaterThan(0)
    }
  })
})

describe('stock to be renewed', () => {
  const today = '2026-11-24' as CivilDate
  it.each(BUILTIN_KINDS)('$id: in its window, or of a kind that is never renewed', kind => {
    const row = renewableRow(kind, today)
    const validTo = parseCivilDate(String(row?.cells['validTo'])) ?? null
    expect(renewalWindow(kind, validTo, today).state).toBe(kind.validity.renewal ? 'open' : 'none')
  })
})

describe('drawn pictures', () => {
  it('is a photo as the kinds with photos take it, with transparency only when asked for', () => {
    const kinds = BUILTIN_KINDS.flatMap(({ photo }) => (photo ? [photo] : []))
    expect(kinds).toHaveLength(3)
    for (const rule of kinds) {
      const [plain, clear] = [false, true].map(alpha => drawnPhoto(rule.widthPx, rule.heightPx, alpha))
      expect(checkPhoto(plain!, rule).ok && checkPhoto(clear!, rule).ok).toBe(true)
      expect(decodePng(plain!).alpha).toBeUndefined()
      expect(decodePng(clear!).alpha).toContain(128)
    }
  })
  it.each([
    ['seal', drawnSeal()],
    ['emblem', drawnEmblem()],
  ])('the %s has something drawn on a transparent ground', (_name, png) => {
    const alpha = decodePng(png).alpha!
    const opaque = alpha.filter(a => a === 255).length / alpha.length
    expect(opaque).toBeGreaterThan(0.05)
    expect(opaque).toBeLessThan(0.8)
    expect(alpha[0]).toBe(0)
  })
})
