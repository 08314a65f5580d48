import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROVINCE_MARKS, PROVINCE_SHORT_NAMES, provinceMarks } from './provinces.ts'
import { createRegions, isWithin, padRegion, type RegionTable } from './region.ts'

const table = JSON.parse(
  readFileSync(new URL('../../../resources/regions/gbt2260.json', import.meta.url), 'utf8'),
) as RegionTable
const regions = createRegions(table)

describe('regions, GB/T 2260', () => {
  it('knows provinces, cities and counties by code', () => {
    expect(regions.lookup('330000')).toMatchObject({ level: 'province', name: '浙江省' })
    expect(regions.lookup('330100')).toMatchObject({ level: 'city', fullName: '浙江省杭州市' })
    expect(regions.lookup('330106')).toMatchObject({ level: 'county', fullName: '浙江省杭州市西湖区' })
    expect(regions.lookup('110105')?.fullName).toBe('北京市朝阳区')
    expect(regions.lookup('330101')?.name).toBe('市辖区')
    expect(regions.lookup('429004')?.fullName).toBe('湖北省仙桃市')
    expect(regions.lookup('653228')?.name).toBe('和康县')
    expect(regions.lookup('330106000000')?.code).toBe('330106')
    expect(regions.lookup('999999')).toBeUndefined()
  })
  it('is complete to the county', () => {
    const all = Object.entries(table.regions)
    const counties = all.filter(([code, name]) => !code.endsWith('00') && name !== '市辖区')
    expect(regions.provinces()).toHaveLength(34)
    expect(counties.length).toBeGreaterThan(2830)
    expect(counties.length).toBeLessThan(2860)
    for (const [code] of counties) expect(table.regions[`${code.slice(0, 4)}00`]).toBeDefined()
    expect(all.filter(([, name]) => /(开发区|产业园区|管委会|镇|街道)$/.test(name))).toEqual([])
  })
  it('remembers abolished codes and says so', () => {
    expect(regions.lookup('330104')).toMatchObject({ fullName: '浙江省杭州市江干区', current: false })
    expect(regions.find('江干区')).toEqual([])
  })
  it('finds by name, and shows where a name is not one place', () => {
    expect(regions.find('浙江省杭州市西湖区').map(r => r.code)).toEqual(['330106'])
    expect(regions.find('杭州市西湖区').map(r => r.code)).toEqual(['330106'])
    expect(regions.find('西湖区').length).toBeGreaterThan(1)
    expect(regions.find('市辖区')).toEqual([])
    expect(regions.find('区')).toEqual([])
  })
  it('cascades', () => {
    expect(regions.children('330000').map(r => r.code)).toContain('330100')
    expect(regions.children('330100').map(r => r.code)).toContain('330106')
    expect(regions.children('330106')).toEqual([])
    expect(isWithin('330106', '330000') && isWithin('330106', '330100') && isWithin('330106', '330106')).toBe(
      true,
    )
    expect(isWithin('330106', '330200') || isWithin('330106', '110000')).toBe(false)
    expect(padRegion('330106')).toBe('330106000000')
  })
  it('refuses a broken table', () => {
    expect(() => createRegions({ source: '', asOf: '', regions: { '12': 'x' }, abolished: {} })).toThrow()
  })
  it('is what the tool makes', () => {
    const tool = new URL('../../../tools/regions/build-regions.ts', import.meta.url).pathname
    expect(() => execFileSync(process.execPath, ['--import', 'tsx', tool, '--check'])).not.toThrow()
  })
})

describe('province marks', () => {
  it('are unique, and every one is a region', () => {
    expect(PROVINCE_MARKS).toHaveLength(31)
    expect(new Set(PROVINCE_MARKS.map(row => row.short)).size).toBe(31)
    expect(new Set(PROVINCE_MARKS.map(row => row.letters)).size).toBe(31)
    for (const row of PROVINCE_MARKS) expect(regions.lookup(row.code)?.level).toBe('province')
    expect([...PROVINCE_SHORT_NAMES]).toHaveLength(31)
    expect(provinceMarks('330106')?.letters).toBe('ZJ')
    expect(provinceMarks('710000')).toBeUndefined()
  })
})
