import { type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { addMonths, instantFromMillis, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'

const CITIES = '北京 上海 广州 深圳 杭州 成都 武汉 西安 南京 苏州 长沙 青岛 昆明 厦门 大连 哈尔滨'.split(' ')
const SYLLABLES = '星辰云海天和盛世华艺龙腾金桥东方嘉禾明德瑞祥启航博雅鸿图远景锦绣蓝鲸青禾乐途安泰'
const TRADES = '文化传播 旅行社 网络科技 文化传媒 国际旅行社 演艺 娱乐 信息技术 影视 动漫 游戏'.split(' ')
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '中心']
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文建国志新宇轩梓涵子浩然一诺'

/** A small generator of its own (mulberry32), so that every run has the same million names. */
export function randomOf(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const at = <T>(list: ArrayLike<T>, random: () => number): T => list[Math.floor(random() * list.length)] as T

function holderName(random: () => number, person: boolean): string {
  if (person) return at(SURNAMES, random) + at(GIVEN, random) + (random() < 0.7 ? at(GIVEN, random) : '')
  const brand = at(SYLLABLES, random) + at(SYLLABLES, random) + (random() < 0.4 ? at(SYLLABLES, random) : '')
  return at(CITIES, random) + brand + at(TRADES, random) + at(FORMS, random)
}

const START = Date.parse('2015-01-05T01:00:00.000Z')
const SPAN = 11 * 365 * 86_400_000

const hex = (n: number): string => n.toString(16).padStart(32, '0')

/** The `n`-th of `total` licences of an office: issued in order over eleven years, a third of them to persons. */
export function syntheticLicence(n: number, total: number, random: () => number): Licence {
  const kind = at(KIND_IDS, random)
  const person = kind === 'guide-qualification' || kind === 'tour-guide' || kind === 'performance-broker'
  const name = holderName(random, person)
  const issuedAt = instantFromMillis(START + Math.floor((n / total) * SPAN))
  const issueDate = issuedAt.slice(0, 10) as CivilDate
  const year = issueDate.slice(0, 4)
  const code = person
    ? `1101${Math.floor(random() * 1e14)}`.padEnd(18, '0')
    : `9111${Math.floor(random() * 1e14)}`.padEnd(18, 'X')
  return {
    id: hex(n),
    lineageId: hex(n),
    kind,
    number: `京网文〔${year}〕${String(n).padStart(7, '0')}-${String(n % 1000).padStart(3, '0')}号`,
    identifier: `1.2.156.3005.2.11100000000013127D001.11110000000000000A.${year}${String(n).padStart(10, '0')}.001.${n % 10}`,
    version: 1,
    previousIdentifier: null,
    status: n % 23 === 0 ? 'cancelled' : 'valid',
    statusSince: issuedAt,
    holderName: name,
    holderCode: code,
    holderCodeType: person ? '111' : '001',
    values: syntheticValues(name, code, random),
    issueDate,
    validFrom: issueDate,
    validTo: addMonths(issueDate, 36),
    issuerName: '北京市文化和旅游局',
    issuerCode: '11110000000000000A',
    region: '110000',
    event: 'new',
    faceNote: null,
    origin: 'issued',
    originNote: null,
    applicationId: hex(n + 5e9),
    approvedByName: '审批员',
    issuedByName: '经办人',
    issuedAt,
    specimen: true,
    packVersion: '2026.1',
  }
}

const syntheticValues = (name: string, code: string, random: () => number): Licence['values'] => ({
  holderName: name,
  holderCode: code,
  address: `${at(CITIES, random)}市${at(SYLLABLES, random)}${at(SYLLABLES, random)}区${at(GIVEN, random)}${at(GIVEN, random)}路${Math.floor(random() * 900)}号`,
  legalRepresentative: holderName(random, true),
  registeredCapital: String(Math.floor(random() * 10_000)),
  businessScope: ['利用信息网络经营游戏产品', '利用信息网络经营演出剧(节)目', '利用信息网络经营动漫产品'],
  website: `https://example-${Math.floor(random() * 1e6)}.invalid`,
  establishedOn: '2012-05-01',
})

export const syntheticFile = (licence: Licence): CopyFile => ({
  licenceId: licence.id,
  format: 'pdf',
  path: `copies/${licence.issueDate.slice(0, 4)}/${licence.id}.pdf`,
  sha256: licence.id + licence.id,
  bytes: 180_000,
})

export const syntheticBlock = (blockId: string): NumberBlock => ({
  blockId,
  kind: 'network-culture',
  workstationId: 'WS-BENCH-01',
  issuerCode: '11110000000000000A',
  selector: { province: '110000', year: '2027' },
  template: '京网文〔2027〕{national:6}-{local:6}号',
  counters: { national: { from: 1 }, local: { from: 1 } },
  count: 100_000,
  lentAt: '2026-12-01T00:00:00.000Z' as Instant,
  validUntil: '2027-12-31' as CivilDate,
})
