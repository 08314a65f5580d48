import { type FieldDefinition } from '../kind.ts'
import { code, date, field, text } from './field.ts'
import { byDefault, DATA_MODEL, found, inferred } from './sources.ts'

/** Fields that the workstation sets when it issues; the same in all seven documents. */
export const ISSUED_FIELDS: readonly FieldDefinition[] = [
  field('certName', 'ZZMC', ['证照名称', 'Certificate name'], text(50), '娱乐经营许可证', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
  }),
  field(
    'certTypeCode',
    'ZZLXDM',
    ['证照类型代码', 'Certificate type code'],
    text(21),
    '11100000MB0000000P007',
    DATA_MODEL,
    {
      section: 'base',
      entry: 'issue',
    },
  ),
  field('certNo', 'ZZBH', ['证照编号', 'Licence number'], text(50), '京网文〔2026〕0001-001号', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
    synonyms: [
      '编号',
      '证号',
      '许可证号',
      '许可证编号',
      '证书编号',
      '证件编号',
      '证书号',
      '发证编号',
      'permit',
      'certificate number',
    ],
  }),
  field(
    'certIdentifier',
    'ZZBS',
    ['证照标识', 'Certificate identifier'],
    text(200),
    '1.2.156.3005.2.11100000MB0000000P001.11110000000021135M.202300000001.001.V',
    DATA_MODEL,
    { section: 'base', entry: 'issue', synonyms: ['电子证照标识', '证照唯一标识'] },
  ),
  field('issuerName', 'ZZBFJG', ['证照颁发机构', 'Issuer'], text(200), '北京市文化和旅游局', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
    synonyms: [
      '发证机关',
      '发证机关名称',
      '发证单位',
      '颁发机构',
      '颁证机关',
      '批准机关',
      'certification_department',
    ],
  }),
  field(
    'issuerCode',
    'ZZBFJGDM',
    ['证照颁发机构代码', 'Issuer code'],
    text(18),
    '11110000000021135M',
    DATA_MODEL,
    {
      section: 'base',
      entry: 'issue',
      synonyms: ['发证机关代码', '发证单位代码', '颁发机构代码', 'certification_departmentcode'],
    },
  ),
  field('issueDate', 'ZZBFRQ', ['证照颁发日期', 'Date of issue'], date, '2026年3月1日', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
    synonyms: ['发证日期', '颁发日期', '颁证日期', '发证时间', '核发日期', '签发日期'],
  }),
  field('validFrom', 'ZZYXQQSRQ', ['证照有效期起始日期', 'Valid from'], date, '2026年3月1日', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
    synonyms: [
      '有效期起',
      '有效期开始',
      '有效期自',
      '有效期起始日期',
      '有效期起始',
      '起始日期',
      '开始日期',
      'authdate',
    ],
  }),
  field('validTo', 'ZZYXQJZRQ', ['证照有效期截止日期', 'Valid to'], date, '2029年3月1日', DATA_MODEL, {
    section: 'base',
    entry: 'issue',
    obligation: 'conditional',
    synonyms: [
      '有效期至',
      '有效期止',
      '有效期截止',
      '有效期截止日期',
      '有效期到',
      '截止日期',
      '到期日期',
      '到期日',
      '有效期限至',
      'effectdate',
    ],
  }),
  field(
    'holderCodeType',
    'CZZTDMLX',
    ['持证主体代码类型', 'Holder code type'],
    text(64),
    '统一社会信用代码',
    DATA_MODEL,
    {
      section: 'holder',
      entry: 'issue',
    },
  ),
  field('signer', 'ZZQZR', ['证照签章人', 'Signer'], text(100), '文化和旅游部', DATA_MODEL, {
    section: 'management',
    entry: 'issue',
    synonyms: ['签章人'],
  }),
  field(
    'signedAt',
    'ZZQZSJ',
    ['证照签章时间', 'Signed at'],
    text(30),
    '2026-03-01T02:03:04.005Z',
    DATA_MODEL,
    {
      section: 'management',
      entry: 'issue',
      synonyms: ['签章时间'],
    },
  ),
  field(
    'sealName',
    'ZZQZMC',
    ['证照签章名称', 'Seal'],
    text(100),
    '文化和旅游市场电子证照专用章',
    DATA_MODEL,
    {
      section: 'management',
      entry: 'issue',
      synonyms: ['签章名称', '印章名称'],
    },
  ),
  field('createdAt', 'CJSJ', ['创建时间', 'Created at'], text(30), '2026-03-01T02:03:04.005Z', DATA_MODEL, {
    section: 'management',
    entry: 'issue',
  }),
  field(
    'previousIdentifier',
    'KZ_GLZZBS',
    ['关联证照标识', 'Linked certificate identifier'],
    text(200),
    '1.2.156.3005.2.11100000MB0000000P002.11110000000021135M.202300000001.001.3',
    inferred('同系列标准：延续、变更须填关联证照标识'),
    { section: 'linked', entry: 'issue', obligation: 'conditional' },
  ),
  field(
    'faceNote',
    'KZ_ZMBZ',
    ['证面备注', 'Face note'],
    text(20),
    '变更',
    found('演出许可证填写说明：注明“变更”“补证”'),
    {
      section: 'extension',
      entry: 'issue',
      obligation: 'optional',
    },
  ),
]

const ORGANISATION_SYNONYMS = [
  '单位名称',
  '公司名称',
  '企业名称',
  '机构名称',
  '持证单位',
  '申请单位',
  '申请人名称',
  '主体名称',
  '市场主体名称',
  '持证主体名称',
]

/** The holder of a licence for an enterprise. `label` is what the paper calls it: 单位名称, 旅行社名称. */
export const organisationFields = (label: string, example: string): readonly FieldDefinition[] => [
  field('holderName', 'CZZT', [label, 'Holder'], text(200), example, DATA_MODEL, {
    section: 'holder',
    synonyms: ['持证主体', ...ORGANISATION_SYNONYMS].filter(name => name !== label),
  }),
  field(
    'holderCode',
    'CZZTDM',
    ['统一社会信用代码', 'Unified social credit code'],
    text(64),
    '91110000101623741K',
    DATA_MODEL,
    {
      section: 'holder',
      synonyms: [
        '持证主体代码',
        '信用代码',
        '社会信用代码',
        '统一代码',
        '统一信用代码',
        '机构代码',
        '组织机构代码',
        '营业执照号',
        '营业执照注册号',
        '工商注册号',
        'businesscode',
        'USCC',
      ],
    },
  ),
  holderCodeTypeField(['主体代码类型']),
]

/** The holder of a certificate for a person. */
export const personFields: readonly FieldDefinition[] = [
  field('holderName', 'CZZT', ['姓名', 'Name'], text(100), '张𬭎', DATA_MODEL, {
    section: 'holder',
    personal: 'name',
    synonyms: ['持证主体', '持证人', '持证人姓名', '申请人', '申请人姓名', '导游姓名', '人员姓名', '名字'],
  }),
  field('holderCode', 'CZZTDM', ['身份证号', 'ID number'], text(64), '11010519491231002X', DATA_MODEL, {
    section: 'holder',
    personal: 'id-number',
    synonyms: [
      '持证主体代码',
      '身份证',
      '身份证号码',
      '身份证件号码',
      '公民身份号码',
      '公民身份证号码',
      '证件号码',
      '证件号',
      '有效证件号码',
    ],
  }),
  holderCodeTypeField(['身份证件类型', '证件类别']),
]

/** Empty means the kind's usual code type. */
function holderCodeTypeField(synonyms: readonly string[]): FieldDefinition {
  return field(
    'holderCodeTypeCode',
    'CZZTDMLXDM',
    ['持证主体代码类型代码', 'Holder code type code'],
    code('holder-code-type'),
    '001',
    DATA_MODEL,
    { section: 'holder', obligation: 'optional', synonyms },
  )
}

/** Whom the counter rings up; never printed. */
export const contactFields: readonly FieldDefinition[] = [
  field(
    'contactName',
    'KZ_LXR',
    ['联系人', 'Contact'],
    text(100),
    '李样例',
    byDefault('受理需要，不上证面'),
    {
      section: 'management',
      obligation: 'optional',
      personal: 'name',
      synonyms: ['经办人', '联系人姓名', '经办人姓名'],
    },
  ),
  field(
    'contactPhone',
    'KZ_LXDH',
    ['联系电话', 'Phone'],
    text(30),
    '010-00000000',
    byDefault('受理需要，不上证面'),
    {
      section: 'management',
      obligation: 'optional',
      personal: 'phone',
      synonyms: ['电话', '手机', '手机号', '手机号码', '联系方式', '联系人电话'],
    },
  ),
]
