import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../kernel/instant.ts'
import { KIND_IDS, type KindId } from '../kinds/kind.ts'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { hanDate } from './chinese-numerals.ts'
import { faceValues } from './face-values.ts'

const kindOf = (id: KindId) => BUILTIN_KINDS.find(kind => kind.id === id)!

describe('dates in Chinese numerals', () => {
  it.each([
    ['2026-11-23', '二〇二六年十一月二十三日'],
    ['2020-10-10', '二〇二〇年十月十日'],
    ['2029-01-01', '二〇二九年一月一日'],
    ['2000-02-20', '二〇〇〇年二月二十日'],
    ['2031-12-31', '二〇三一年十二月三十一日'],
  ])('%s is %s', (day, text) => expect(hanDate(day as CivilDate)).toBe(text))
  it('differ for different days', () => {
    fc.assert(
      fc.property(fc.nat(40_000), fc.nat(40_000), (a, b) => {
        const [x, y] = [a, b].map(days => hanDate(addDays('1990-01-01' as CivilDate, days)))
        expect(x === y).toBe(a === b)
      }),
    )
  })
})

describe('words on a face', () => {
  it('are labels, lists with their prefix, dates, units', () => {
    const words = faceValues(kindOf('network-culture'), {
      scope: ['music', 'plays', '自填范围'],
      issueDate: '2026-11-23',
      validFrom: '2026-11-23',
      validTo: '2029-11-22',
    })
    expect(words['scope']).toBe('利用信息网络经营音乐娱乐产品、演出剧（节）目、自填范围')
    expect(words['issueDate']).toBe('2026年11月23日')
    expect(words['issueDate.han']).toBe('二〇二六年十一月二十三日')
    expect(words['validity']).toBe('2026年11月23日至2029年11月22日')
    expect(faceValues(kindOf('entertainment'), { usableArea: '356.5' })['usableArea']).toBe('356.5㎡')
  })
  it('are empty for nothing, and 长期 without a last day', () => {
    const words = faceValues(kindOf('travel-agency'), { validFrom: '2026-11-23', validTo: null, scope: [] })
    expect([words['scope'], words['investor'], words['validity']]).toEqual(['', '', '长期'])
    expect(faceValues(kindOf('travel-agency'), {})['validity']).toBe('')
  })
  it('name provinces, and other regions where their names are given', () => {
    const kind = kindOf('guide-qualification')
    expect(faceValues(kind, { examRegion: '330000' })['examRegion']).toBe('浙江省')
    expect(faceValues(kind, { examRegion: '330106' })['examRegion']).toBe('330106')
    expect(faceValues(kind, { examRegion: '330106' }, { regionName: () => '西湖区' })['examRegion']).toBe(
      '西湖区',
    )
  })
})

describe('the faces', () => {
  it.each(KIND_IDS.map(id => [id]))('%s: every hole is a field of the kind, boxes lie on the page', id => {
    const kind = kindOf(id)
    const known = new Set([...Object.keys(faceValues(kind, {})), 'issueDate.han', 'validity'])
    for (const page of kind.face.pages) {
      for (const [, hole] of JSON.stringify(page).matchAll(/\{([A-Za-z][A-Za-z0-9.]*)\}/g)) {
        expect(known).toContain(hole)
      }
      for (const element of page.elements) {
        if (!('box' in element)) continue
        const { x, y, width, height } = element.box
        expect(x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height).toBe(true)
      }
    }
  })
  it.each(KIND_IDS.map(id => [id]))('%s: has one code of at least 22 mm and a seal on its first page', id => {
    const { pages } = kindOf(id).face
    const codes = pages.flatMap(page => page.elements.filter(element => element.kind === 'qr'))
    expect(codes.length).toBeGreaterThan(0)
    for (const code of codes) expect(Math.min(code.box.width, code.box.height)).toBeGreaterThanOrEqual(22)
    expect(pages[0]!.elements.some(element => element.kind === 'seal')).toBe(true)
  })
})
