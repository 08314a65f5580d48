/** The table as resources/regions/gbt2260.json holds it: six-digit code → name. */
export interface RegionTable {
  readonly source: string
  readonly asOf: string
  readonly regions: Readonly<Record<string, string>>
  /** No longer in force, but met in old rows and numbers. */
  readonly abolished: Readonly<Record<string, string>>
}

export type RegionLevel = 'province' | 'city' | 'county'

export interface Region {
  readonly code: string
  readonly level: RegionLevel
  readonly name: string
  /** 浙江省杭州市西湖区; 市辖区 and 县 as a city's name are left out. */
  readonly fullName: string
  readonly current: boolean
}

/** Looks regions up; made once from a table. */
export interface Regions {
  readonly asOf: string
  /** What it was made from: for whoever needs a lookup of its own. */
  readonly table: RegionTable
  lookup(code: string): Region | undefined
  /** Regions one level down, in order of code, without abolished ones. */
  children(code: string): readonly Region[]
  provinces(): readonly Region[]
  /** Current regions whose full name is the text, or whose full name or name ends in it (西湖区 may be two). */
  find(text: string): readonly Region[]
}

const SHAPE = /^[1-9]\d{5}$/

/** Names that stand for a level and not for a place. */
const PLACEHOLDERS = ['市辖区', '县', '省直辖县', '省直辖县级行政区划', '自治区直辖县级行政区划']

export const levelOf = (code: string): RegionLevel =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county'

export const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`

export const cityOf = (code: string): string => `${code.slice(0, 4)}00`

/** Local systems write regions with twelve digits; ours have six. */
export const padRegion = (code: string): string => code.slice(0, 6).padEnd(12, '0')

/** Whether a region is another one or lies in it. */
export const isWithin = (code: string, ancestor: string): boolean =>
  ancestor.endsWith('0000')
    ? code.slice(0, 2) === ancestor.slice(0, 2)
    : ancestor.endsWith('00')
      ? code.slice(0, 4) === ancestor.slice(0, 4)
      : code === ancestor

/** Makes the look-up. @throws on a table with a code that is not six digits: the shipped file is broken then */
export function createRegions(table: RegionTable): Regions {
  const byCode = new Map<string, Region>()
  const nameAt = (code: string): string => table.regions[code] ?? table.abolished[code] ?? ''
  const place = (code: string): string => (PLACEHOLDERS.includes(nameAt(code)) ? '' : nameAt(code))
  const add = (code: string, name: string, current: boolean): void => {
    if (!SHAPE.test(code)) throw new Error(`region table: ${code} is no GB/T 2260 code`)
    const level = levelOf(code)
    const above = level === 'province' ? '' : nameAt(provinceOf(code))
    const city = level === 'county' ? place(cityOf(code)) : ''
    byCode.set(code, { code, level, name, fullName: above + city + name, current })
  }
  for (const [code, name] of Object.entries(table.regions)) add(code, name, true)
  for (const [code, name] of Object.entries(table.abolished)) add(code, name, false)
  const current = [...byCode.values()].filter(region => region.current)
  return {
    asOf: table.asOf,
    table,
    lookup: code => byCode.get(/^\d{6}0{6}$/.test(code) ? code.slice(0, 6) : code),
    children: code => current.filter(region => region.code !== code && parentOf(region.code) === code),
    provinces: () => current.filter(region => region.level === 'province'),
    find: text => findByName(current, text.trim()),
  }
}

const parentOf = (code: string): string | undefined => {
  const level = levelOf(code)
  return level === 'county' ? cityOf(code) : level === 'city' ? provinceOf(code) : undefined
}

function findByName(regions: readonly Region[], text: string): readonly Region[] {
  if (text.length < 2 || PLACEHOLDERS.includes(text)) return []
  const exact = regions.filter(region => region.fullName === text)
  if (exact.length > 0) return exact
  return regions.filter(region => region.name === text || region.fullName.endsWith(text))
}
