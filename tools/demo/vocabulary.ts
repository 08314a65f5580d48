import { readFileSync } from 'node:fs'
import { createRegions, type RegionTable } from '../../shared/domain/codes/region.ts'
import { type Random } from './random.ts'

export const regions = createRegions(
  JSON.parse(
    readFileSync(new URL('../../resources/regions/gbt2260.json', import.meta.url), 'utf8'),
  ) as RegionTable,
)

/** Counties of the demonstration's province. */
const COUNTIES =
  '330102 330105 330106 330108 330110 330203 330302 330402 330502 330602 330702 330782 331002'.split(' ')

export interface Place {
  readonly region: string
  /** 浙江省杭州市上城区 */
  readonly fullName: string
  /** 杭州 */
  readonly city: string
}

export function placeAt(region: string): Place {
  const found = regions.lookup(region)
  const city = regions.lookup(`${region.slice(0, 4)}00`)
  if (!found || !city) throw new Error(`no region ${region}`)
  return { region, fullName: found.fullName, city: city.name.replace(/市$/u, '') }
}

export const somePlace = (random: Random): Place => placeAt(random.pick(COUNTIES))

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
].concat(['欧阳', '上官', '诸葛', '司马', '东方', '皇甫'])
const GIVEN = [...'小大文海春晓志建国明玉秀云雪冬岚峰宁安平'].concat(['𬭎', '㛃', '䶮', '𫍯'])

/** Names of people of several nationalities; each says 样例, so that nobody can bear it. */
const LONG_NAMES = [
  '阿依古丽·买买提·样例',
  '古丽巴哈尔·阿不都热合曼·样例',
  '扎西次仁·样例',
  '迪丽努尔·买买提艾力·样例',
  '其木格·样例',
  '阿卜杜热西提·库尔班·样例',
  '玛丽·样例',
]

/** An invented person's name. */
export function personName(random: Random): string {
  if (random.chance(0.08)) return random.pick(LONG_NAMES)
  return random.pick(SURNAMES) + random.pick([random.pick(GIVEN) + '样', random.pick(GIVEN) + '例', '样例'])
}

const BRANDS =
  '星河 云水 钱潮 西溪 远帆 东篱 青禾 明月 春江 海棠 丹桂 松风 湖畔 晨曦 锦绣 瓯越 白鹭 知音 听涛 凌云'.split(
    ' ',
  )
const ORDER = '一二三四五六七八九十'

/** 杭州样例星河三号…; the trade and the legal form follow. */
export const brandOf = (random: Random, place: Place): string =>
  `${place.city}样例${random.pick(BRANDS)}${random.chance(0.5) ? `${random.pick([...ORDER])}号` : ''}`

/** 浙江省杭州市上城区样例路12号3幢405室 */
export const addressIn = (random: Random, place: Place): string =>
  `${place.fullName}样例${random.pick(['路', '街', '大道', '弄', '巷'])}${random.int(1, 999)}号` +
  random.pick([
    '',
    `${random.int(1, 9)}幢${random.int(101, 2905)}室`,
    `样例大厦${random.pick(['A', 'B', 'C'])}座${random.int(2, 30)}层`,
    '地下一层',
  ])

export const phoneOf = (random: Random): string =>
  `${random.pick(['0571', '0574', '0577'])}-0000${String(random.int(0, 9999)).padStart(4, '0')}`

/** A day between two years, both included; no day later than the 28th. */
export const dayBetween = (random: Random, from: number, to: number): string =>
  `${random.int(from, to)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
