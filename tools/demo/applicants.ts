import { type FieldValues, type KindId } from '../../shared/domain/kinds/kind.ts'
import { type Identities } from './identities.ts'
import { type Random } from './random.ts'
import { addressIn, brandOf, dayBetween, personName, phoneOf, somePlace } from './vocabulary.ts'

/** An invented application in the program's own terms; what a file spells out must be read back as exactly this. */
export interface DemoRow {
  readonly kind: KindId
  readonly values: FieldValues
  /** Picture beside the file, for person licences. */
  readonly photo?: string
  /** What became of an existing licence. */
  readonly status?: string
}

export interface Inventor {
  readonly random: Random
  readonly ids: Identities
}

const contact = ({ random }: Inventor): FieldValues =>
  random.chance(0.5) ? { contactName: personName(random), contactPhone: phoneOf(random) } : {}

const maybe = (when: boolean, values: FieldValues): FieldValues => (when ? values : {})

const CAPITALS = ['1000万元人民币', '壹仟万元整', '500万元', '伍佰万元整', '100万美元']
const LEGAL_FORMS = [
  '有限责任公司（自然人投资或控股）',
  '有限责任公司（自然人独资）',
  '其他有限责任公司',
  '股份有限公司（非上市）',
]

function networkCulture(by: Inventor): FieldValues {
  const { random, ids } = by
  const place = somePlace(random)
  const regAddress = addressIn(random, place)
  const domain = `yangli${random.int(1000, 9999)}`
  const scope = random.some(
    ['music', 'plays', 'performance', 'comics', 'game-commentary', 'art', 'exhibition'],
    random.int(1, 4),
  )
  return {
    holderName: `${brandOf(random, place)}${random.pick(['网络科技', '文化传播', '数字文化', '动漫'])}有限公司`,
    holderCode: ids.organisation(place.region),
    regAddress,
    ...maybe(random.chance(0.4), { bizAddress: addressIn(random, place) }),
    legalRep: personName(random),
    ...maybe(random.chance(0.7), { regCapital: random.pick(CAPITALS) }),
    ...maybe(random.chance(0.5), { entType: random.pick(LEGAL_FORMS) }),
    scope: random.chance(0.15) ? [...scope, '样例类数字藏品展示'] : scope,
    domains: random.chance(0.3)
      ? [`www.${domain}.example.cn`, `m.${domain}.example.cn`]
      : [`${domain}.example.cn`],
    ...maybe(random.chance(0.5), { siteNames: [`样例${domain.slice(-2)}音乐网`] }),
    ...maybe(random.chance(0.4), { ipAddresses: [`203.0.113.${random.int(1, 254)}`] }),
    ...contact(by),
  }
}

function travelAgency(by: Inventor): FieldValues {
  const { random, ids } = by
  const place = somePlace(random)
  const outbound = random.chance(0.3)
  const foreign = random.chance(0.1)
  return {
    holderName: `${brandOf(random, place)}${random.pick(['旅行社', '国际旅行社', '文化旅行社'])}有限公司`,
    holderCode: ids.organisation(place.region),
    investor: random.pick([
      '浙江样例投资有限公司',
      `${personName(random)}、${personName(random)}`,
      personName(random),
    ]),
    legalRep: personName(random),
    bizAddress: addressIn(random, place),
    scope: outbound ? ['domestic', 'inbound', 'outbound'] : ['domestic', 'inbound'],
    approvalDocNo: `浙文旅许〔2026〕${random.int(1, 400)}号`,
    ...maybe(foreign || random.chance(0.5), { foreignInvested: foreign }),
    ...maybe(foreign && outbound, { outboundExemption: '自贸试验区样例安排' }),
    ...contact(by),
  }
}

const SUBJECTS = {
  troupe: {
    trade: ['越剧团', '民间歌舞团', '木偶剧团', '曲艺团'],
    scope: ['opera', 'song-and-dance', 'quyi', 'puppet', 'folk', 'fashion'],
  },
  agency: { trade: ['演出经纪', '文化演艺', '演艺经纪'], scope: ['agency-business'] },
  venue: {
    trade: ['大剧院', '音乐厅', '剧场经营管理'],
    scope: ['venue-business', 'drama', 'variety', 'music'],
  },
} as const

function commercialPerformance(by: Inventor): FieldValues {
  const { random, ids } = by
  const place = somePlace(random)
  const subjectKind = random.pick(['troupe', 'agency', 'venue'] as const)
  const { trade, scope } = SUBJECTS[subjectKind]
  const single = subjectKind === 'troupe' && random.chance(0.5)
  const wanted =
    subjectKind === 'agency'
      ? scope
      : random.some<string>(scope.slice(subjectKind === 'venue' ? 1 : 0), random.int(1, 3))
  return {
    holderName: `${brandOf(random, place)}${random.pick(trade)}${single ? '（个体工商户）' : '有限公司'}`,
    holderCode: ids.organisation(place.region, single ? '92' : '91'),
    subjectKind,
    ...(single ? { principal: personName(random) } : { legalRep: personName(random) }),
    address: addressIn(random, place),
    ...maybe(!single, { econType: random.pick(LEGAL_FORMS) }),
    scope: subjectKind === 'venue' ? ['venue-business', ...wanted] : wanted,
    ...maybe(random.chance(0.5), { regCapital: random.pick(CAPITALS) }),
    ...maybe(subjectKind !== 'venue', { staffCount: random.int(3, 80) }),
    ...maybe(subjectKind === 'venue', { seatCount: random.int(120, 3200) }),
    ...maybe(random.chance(0.6), { investment: random.pick(['domestic', 'domestic', 'hk-mo-tw']) }),
    ...contact(by),
  }
}

const VENUES = {
  'song-and-dance': { trade: ['量贩歌厅', '歌舞厅', '音乐酒吧'], scope: ['karaoke', 'dance-hall', 'disco'] },
  amusement: { trade: ['电玩城', '游艺厅'], scope: ['arcade'] },
  both: { trade: ['娱乐城', '欢乐广场'], scope: ['karaoke', 'dance-hall', 'arcade'] },
} as const

function entertainment(by: Inventor): FieldValues {
  const { random, ids } = by
  const place = somePlace(random)
  const venueKind = random.pick(['song-and-dance', 'song-and-dance', 'amusement', 'both'] as const)
  const { trade, scope } = VENUES[venueKind]
  const area = random.int(8000, 280_000)
  return {
    holderName: `${brandOf(random, place)}${random.pick(trade)}${random.chance(0.3) ? '（个体工商户）' : '有限公司'}`,
    holderCode: ids.organisation(place.region, random.chance(0.3) ? '92' : '91'),
    address: addressIn(random, place),
    legalRep: personName(random),
    ...maybe(random.chance(0.5), { principal: personName(random) }),
    ...maybe(random.chance(0.6), { econType: random.pick(LEGAL_FORMS) }),
    venueKind,
    usableArea: random.chance(0.5) ? String(Math.floor(area / 100)) : String(area / 100),
    scope: venueKind === 'both' ? scope : random.some<string>(scope, random.int(1, 2)),
    capacity: random.int(30, 900),
    ...maybe(random.chance(0.4), { firstIssueDate: dayBetween(random, 2008, 2024) }),
    ...maybe(random.chance(0.4), { foreignInvested: false }),
    ...contact(by),
  }
}

interface Person {
  readonly values: FieldValues
  readonly photo: string
}

/** Mostly citizens; now and then a guest with a passport or a travel permit. */
function person(by: Inventor, photos: readonly string[]): Person {
  const { random, ids } = by
  const gender = random.pick(['1', '2'] as const)
  const birthDate = dayBetween(random, 1962, 2004)
  const guest = random.chance(0.08)
  const paper = random.pick([
    ['511', String(random.int(10_000_000, 99_999_999))],
    ['516', `H${random.int(10_000_000, 99_999_999)}`],
    ['414', `E${random.int(10_000_000, 99_999_999)}`],
  ] as const)
  const province = random.pick(['330000', '330000', '510000', '650000', '620000', '340000', '360000'])
  return {
    values: {
      holderName: personName(random),
      holderCode: guest ? paper[1] : ids.person(province, birthDate, gender),
      ...maybe(guest, { holderCodeTypeCode: paper[0] }),
      gender,
      ...maybe(random.chance(0.8), { birthDate }),
      ...contact(by),
    },
    photo: `photos/${random.pick(photos)}.jpg`,
  }
}

const GUIDE_PHOTOS = ['p1', 'p2', 'p3', 'p4']
const BROKER_PHOTOS = ['b1', 'b2', 'b3']
const LANGUAGES = 'mandarin english japanese korean french german russian spanish thai vietnamese'.split(' ')

/** Provinces whose numbers the demonstration's store has lent. */
const EXAM_PROVINCES = ['330000', '330000', '330000', '510000', '650000']

function guideQualification(by: Inventor): Person {
  const { random } = by
  const one = person(by, GUIDE_PHOTOS)
  const values = {
    ...one.values,
    language: random.pick(LANGUAGES),
    examRegion: random.pick(EXAM_PROVINCES),
    ...maybe(random.chance(0.7), { examYear: random.int(2016, 2025) }),
  }
  return { ...one, values }
}

const NATIONALITIES = ['汉族', '回族', '藏族', '维吾尔族', '畲族', '蒙古族']

function tourGuide(by: Inventor): Person {
  const { random } = by
  const one = person(by, GUIDE_PHOTOS)
  const leader = random.chance(0.25)
  const values = {
    ...one.values,
    ...maybe(random.chance(0.5), { ethnicity: random.pick(NATIONALITIES) }),
    level: random.pick(['junior', 'junior', 'intermediate', 'senior', 'special']),
    languages: [...random.some(LANGUAGES, random.int(1, 3)), ...(random.chance(0.15) ? ['斯瓦希里语'] : [])],
    qualificationNo: `DZG${random.int(2016, 2025)}ZJ9${String(random.int(0, 9999)).padStart(4, '0')}`,
    employer: `${brandOf(random, somePlace(random))}${random.pick(['旅行社有限公司', '导游服务中心'])}`,
    ...maybe(random.chance(0.4), { education: random.pick(['本科', '大专', '高中', '研究生']) }),
    ...maybe(leader, { isTourLeader: true, leaderType: random.pick(['outbound', 'taiwan']) }),
    ...maybe(!leader && random.chance(0.3), { isTourLeader: false }),
  }
  return { ...one, values }
}

function performanceBroker(by: Inventor): Person {
  const one = person(by, BROKER_PHOTOS)
  return { ...one, values: { ...one.values, examYear: by.random.int(2020, 2025) } }
}

const ORGANISATIONS: Partial<Record<KindId, (by: Inventor) => FieldValues>> = {
  'network-culture': networkCulture,
  'travel-agency': travelAgency,
  'commercial-performance': commercialPerformance,
  entertainment,
}

const PEOPLE: Partial<Record<KindId, (by: Inventor) => Person>> = {
  'guide-qualification': guideQualification,
  'tour-guide': tourGuide,
  'performance-broker': performanceBroker,
}

/** One more invented application of a kind. */
export function applicant(kind: KindId, by: Inventor): DemoRow {
  const organisation = ORGANISATIONS[kind]
  if (organisation) return { kind, values: organisation(by) }
  const one = PEOPLE[kind]
  if (!one) throw new Error(`no applicants of ${kind}`)
  return { kind, ...one(by) }
}
