import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type FileFormat } from './spell.ts'

/** A column of a file: a field, one of the columns that every import knows, or one that nothing is taken from. */
export type Column =
  | { readonly heading: string; readonly field: string }
  | { readonly heading: string; readonly special: 'kind' | 'event' | 'sequence' }
  | { readonly heading: string; readonly remarks: readonly string[] }

/** Headings of one field, in the order xlsx, csv, csv in GB18030, JSON. */
type Headings = readonly [xlsx: string, csv: string, gb18030: string, json: string]

const AT: Readonly<Record<FileFormat, number>> = { xlsx: 0, csv: 1, gb18030: 2, json: 3 }

const ORGANISATION: Readonly<Record<string, Headings>> = {
  holderName: ['*单位名称（必填）', '企业名称', '公司名称', 'CZZT'],
  holderCode: ['*统一社会信用代码（必填）', '信用代码', '营业执照号', 'CZZTDM'],
  legalRep: ['法定代表人', '法人', '法人代表姓名', 'KZ_FDDBR'],
  contactName: ['联系人', '经办人', '联系人姓名', 'contactName'],
  contactPhone: ['联系电话', '手机号码', '联系方式', 'contactPhone'],
}

const PERSON: Readonly<Record<string, Headings>> = {
  holderName: ['姓 名', '持证人', '申请人姓名', 'holderName'],
  holderCode: ['身份证号', '身份证号码', '证件号码', 'holderCode'],
  holderCodeTypeCode: ['身份证件类型', '证件类别', '持证主体代码类型代码', 'holderCodeTypeCode'],
  gender: ['性别', '性 别', '性别*', 'gender'],
  birthDate: ['出生日期', '出生年月日', '生日', 'birthDate'],
  photo: ['照片', '证件照', '相片', 'photo'],
  contactName: ['联系人', '经办人', '联系人姓名', 'contactName'],
  contactPhone: ['联系电话', '手机', '电话', 'contactPhone'],
}

const FIELDS: Readonly<Record<KindId, Readonly<Record<string, Headings>>>> = {
  'network-culture': {
    ...ORGANISATION,
    legalRep: ['法定代表人（主要负责人）', '法人代表', '法定代表人姓名', 'KZ_FDDBR'],
    regAddress: ['住所\n（注册地址）', '注册地址', '公司地址', 'KZ_ZS'],
    bizAddress: ['经营场所', '经营地址', '办公地址', 'KZ_JYCS'],
    regCapital: ['注册资本（万元）', '注册资金', '注册资本：', 'KZ_ZCZB'],
    entType: ['企业类型', '公司类型', '单位类型', 'KZ_QYLX'],
    scope: ['经营范围', '许可经营范围', '业务范围', 'KZ_JYFW'],
    domains: ['网站域名', '网址', '主域名', 'KZ_WZYM'],
    siteNames: ['网站名称', '平台名称', '网站名', 'KZ_WZMC'],
    ipAddresses: ['ＩＰ地址', '服务器IP', 'IP', 'KZ_IPDZ'],
  },
  'travel-agency': {
    ...ORGANISATION,
    holderName: ['旅行社名称', '机构名称', '申请单位', 'holderName'],
    holderCode: ['统一社会信用代码', '社会信用代码', '统一代码', 'holderCode'],
    investor: ['出资人', '投资人', '股东', 'investor'],
    legalRep: ['法定代表人', '法人姓名', '法人代表', 'legalRep'],
    bizAddress: ['经营场所', '经营场所地址', '营业地址', 'bizAddress'],
    scope: ['许可经营业务', '经营业务', '业务范围', 'scope'],
    approvalDocNo: ['许可文号', '批准文号', '许可决定书文号', 'approvalDocNo'],
    foreignInvested: ['外商投资', '是否外商投资', '外资', 'foreignInvested'],
    outboundExemption: [
      '外商投资经营出境业务的依据',
      '出境业务依据',
      '出境业务依据（外资）',
      'outboundExemption',
    ],
  },
  'guide-qualification': {
    ...PERSON,
    language: ['语种', '考试语种', '报考语种', 'language'],
    examRegion: ['考试省份', '考区', '报考省份', 'examRegion'],
    examYear: ['考试年度', '年度', '考试年份', 'examYear'],
  },
  'tour-guide': {
    ...PERSON,
    ethnicity: ['民族', '民 族', '民族：', 'KZ_MZ'],
    level: ['导游等级', '等级', '级别', 'KZ_DJ'],
    languages: ['语种', '导游语种', '讲解语种', 'KZ_YZ'],
    qualificationNo: ['导游资格证号', '资格证书号', '资格证编号', 'KZ_DYZGZH'],
    employer: ['所属旅行社\n（注册机构）', '注册机构', '工作单位', 'KZ_SSLXS'],
    education: ['学历', '文化程度', '最高学历', 'KZ_XL'],
    isTourLeader: ['备案领队', '是否领队', '是否备案领队', 'KZ_LDBA'],
    leaderType: ['领队类别', '领队类型', '领队类别（出境/赴台）', 'KZ_LDLB'],
  },
  'performance-broker': {
    ...PERSON,
    examYear: ['考试（批准）年度', '批准年度', '考试年份', 'examYear'],
  },
  'commercial-performance': {
    ...ORGANISATION,
    subjectKind: ['主体类别', '演出单位类别', '单位类别', 'KZ_ZTLB'],
    principal: ['主要负责人', '负责人', '负责人姓名', 'KZ_ZYFZR'],
    address: ['住所（经营场所）', '单位地址', '地址', 'KZ_ZS'],
    econType: ['经济类型', '单位性质', '企业类型', 'KZ_JJLX'],
    scope: ['经营范围', '演出门类', '经营项目', 'KZ_JYFW'],
    regCapital: ['注册资本', '注册资金', '注册资本（元）', 'KZ_ZCZB'],
    staffCount: ['演员或经纪人员人数', '演职人员人数', '从业人员数', 'KZ_RYRS'],
    seatCount: ['座位数', '观众座位数', '座席数', 'KZ_ZWS'],
    investment: ['投资类型', '投资性质', '资本类型', 'KZ_TZLX'],
  },
  entertainment: {
    ...ORGANISATION,
    holderName: ['单位名称', '场所名称', '企业名称', 'place_name'],
    holderCode: ['统一社会信用代码', '统一信用代码', '工商注册号', 'businesscode'],
    legalRep: ['法定代表人', '法人', '法人代表', 'place_main_manager'],
    principal: ['主要负责人', '负责人', '主要负责人姓名', 'place_manager'],
    address: ['住所地址', '经营地址', '场所地址', 'place_address'],
    econType: ['类型', '经济类型', '企业类型', 'economytype'],
    venueKind: ['场所类型', '娱乐场所类型', '场所类别', 'place_type'],
    usableArea: ['使用面积（㎡）', '经营面积', '面积（平方米）', 'buildarea'],
    scope: ['经营范围', '经营项目', '许可经营范围', 'mainrange'],
    capacity: ['核定人数', '核定消费者数量', '容纳人数', 'KZ_HDRS'],
    firstIssueDate: ['首次发证日期', '初次发证日期', '首次发证时间', 'authdatefirst'],
    foreignInvested: ['外商投资', '是否外商投资', '外资', 'KZ_WSTZ'],
  },
}

const REMARKS = { heading: '备注', remarks: ['', '', '材料齐全', '已电话核实', '加急', '窗口代录'] } as const
const STREET = { heading: '所属网格员', remarks: ['', '样例网格01', '样例网格02'] } as const

/** Columns of a kind's own file; the formats differ in headings and order, and in what stands beside. */
export function columnsOf(kind: KindId, format: FileFormat): readonly Column[] {
  const fields = Object.entries(FIELDS[kind]).map(([field, headings]): Column => ({
    field,
    heading: headings[AT[format]] ?? field,
  }))
  switch (format) {
    case 'xlsx':
      return [{ heading: '序号', special: 'sequence' }, ...fields, REMARKS]
    case 'csv':
      return [...fields, { heading: '事项类型', special: 'event' }, STREET]
    case 'gb18030':
      return [{ heading: 'No.', special: 'sequence' }, REMARKS, ...fields.toReversed()]
    case 'json':
      return fields
  }
}

/** Headings that mean the right field in every kind; a column that a kind does not know is left empty for it. */
const MIXED: Readonly<Record<string, readonly string[]>> = {
  持证主体: ['holderName'],
  持证主体代码: ['holderCode'],
  持证主体代码类型代码: ['holderCodeTypeCode'],
  法定代表人: ['legalRep'],
  主要负责人: ['principal'],
  地址: ['regAddress', 'bizAddress', 'address'],
  企业类型: ['entType', 'econType'],
  注册资本: ['regCapital'],
  经营范围: ['scope'],
  网站域名: ['domains'],
  网站名称: ['siteNames'],
  IP地址: ['ipAddresses'],
  出资人: ['investor'],
  许可文号: ['approvalDocNo'],
  外商投资: ['foreignInvested'],
  出境业务依据: ['outboundExemption'],
  主体类别: ['subjectKind'],
  演职人员人数: ['staffCount'],
  座位数: ['seatCount'],
  投资类型: ['investment'],
  场所类型: ['venueKind'],
  使用面积: ['usableArea'],
  核定人数: ['capacity'],
  首次发证日期: ['firstIssueDate'],
  性别: ['gender'],
  出生日期: ['birthDate'],
  民族: ['ethnicity'],
  语种: ['language', 'languages'],
  考试省份: ['examRegion'],
  考试年度: ['examYear'],
  导游等级: ['level'],
  资格证号: ['qualificationNo'],
  所属旅行社: ['employer'],
  学历: ['education'],
  备案领队: ['isTourLeader'],
  领队类别: ['leaderType'],
  照片: ['photo'],
  联系人: ['contactName'],
  联系电话: ['contactPhone'],
}

/** The heading under which a mixed file holds a field; undefined where it has no column for it. */
export const mixedHeading = (field: string): string | undefined =>
  Object.entries(MIXED).find(([, fields]) => fields.includes(field))?.[0]

export const MIXED_HEADINGS: readonly string[] = Object.keys(MIXED)

/** Columns that a licence already issued has besides. */
export const STOCK_HEADINGS: Readonly<Record<string, string>> = {
  证照编号: 'certNo',
  证照标识: 'certIdentifier',
  发证机关: 'issuerName',
  发证日期: 'issueDate',
  有效期起: 'validFrom',
  有效期至: 'validTo',
}
