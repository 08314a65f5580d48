/**
 * Writes resources/regions/gbt2260.json from the npm package `@vant/area-data` (MIT), brought to what GB/T 2260 holds:
 * towns, development zones and statistical codes go, 市辖区 codes and abolished codes come in.
 * Run: `npx tsx tools/regions/build-regions.ts`; with `--check` it compares only.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { areaList } from '@vant/area-data'

const TARGET = new URL('../../resources/regions/gbt2260.json', import.meta.url)

/** Cities without counties: what the package lists below them are towns. */
const CITIES_WITHOUT_COUNTIES = ['4419', '4420', '4604', '6202']

/** In the package, but not (or no longer) a division: zones with the code of a district, and districts merged away. */
const NOT_A_DIVISION = new Set(['320112', '321150', '320611', '370634', '350402'])

/** Abolished or renamed since 2014, still met in old rows and numbers. Source: notices on division changes, year in brackets. */
const ABOLISHED: Readonly<Record<string, string>> = {
  '110228': '密云县', // 2015
  '110229': '延庆县', // 2015
  '310108': '闸北区', // 2015
  '310230': '崇明县', // 2016
  '320611': '港闸区', // 2020
  '330103': '下城区', // 2021
  '330104': '江干区', // 2021
  '350402': '梅列区', // 2021
  '350403': '三元区', // 2021
  '350427': '沙县', // 2021
  '350625': '长泰县', // 2021
  '350681': '龙海市', // 2021
  '370634': '长岛县', // 2020
  '410306': '吉利区', // 2021
  '410322': '孟津县', // 2021
  '410381': '偃师市', // 2021
  '431121': '祁阳县', // 2021
  '450127': '横县', // 2021
  '513425': '会理县', // 2021
  '520522': '黔西县', // 2021
  '532331': '禄丰县', // 2021
  '540422': '米林县', // 2023
  '540530': '错那县', // 2023
  '610322': '凤翔县', // 2021
  '610928': '旬阳县', // 2021
  '654223': '沙湾县', // 2021
}

/** GB/T 2260 gives 710000, 810000 and 820000 no lower codes. */
const hasLowerCodes = (code: string): boolean => !/^(71|81|82)/.test(code)

/** 70…79 and, outside 省直辖 blocks (`..90..`), 90…99 are statistical codes of zones. */
const isZone = (code: string): boolean =>
  /^\d{4}7\d$/.test(code) || (/^\d{4}9\d$/.test(code) && code.slice(2, 4) !== '90')

function isCounty(code: string): boolean {
  return (
    hasLowerCodes(code) &&
    !isZone(code) &&
    !NOT_A_DIVISION.has(code) &&
    !CITIES_WITHOUT_COUNTIES.includes(code.slice(0, 4))
  )
}

function cityName(code: string, name: string): string {
  if (/^(11|12|31|50)01/.test(code)) return '市辖区'
  if (code === '500200') return '县'
  return name
}

function currentRegions(): Map<string, string> {
  const out = new Map<string, string>()
  for (const [code, name] of Object.entries(areaList.province_list)) out.set(code, name)
  for (const [code, name] of Object.entries(areaList.city_list)) {
    if (hasLowerCodes(code)) out.set(code, cityName(code, name))
  }
  for (const [code, name] of Object.entries(areaList.county_list)) {
    if (!isCounty(code)) continue
    out.set(code, name)
    const seat = `${code.slice(0, 4)}01`
    const district = Number(code.slice(4)) <= 20 && code.slice(2, 4) !== '90'
    if (district && !/^(11|12|31|50)/.test(code) && !(seat in areaList.county_list)) out.set(seat, '市辖区')
  }
  return out
}

const sorted = (entries: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

const current = currentRegions()
const table = {
  standard: 'GB/T 2260',
  source:
    '@vant/area-data 2.1.0 (MIT), reduced to GB/T 2260 by tools/regions/build-regions.ts; abolished codes from notices on division changes',
  asOf: '2024-12-31',
  regions: sorted(current),
  abolished: sorted(Object.entries(ABOLISHED).filter(([code]) => !current.has(code))),
}
const text = `${JSON.stringify(table, null, 1)}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('resources/regions/gbt2260.json is not what the tool makes: run it again')
    process.exitCode = 1
  }
} else {
  writeFileSync(TARGET, text)
  console.log(
    `${Object.keys(table.regions).length} regions, ${Object.keys(table.abolished).length} abolished`,
  )
}
