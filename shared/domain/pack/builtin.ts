import { type CivilDate } from '../../kernel/instant.ts'
import { words } from '../../kernel/words.ts'
import { IDENTIFIER_ROOT } from '../codes/certificate-identifier.ts'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { type Source, type SourceMark } from '../source.ts'
import { PACK_FORMAT, PACK_SCHEMA, type Sourced, type StandardPack } from './pack.ts'

const sourced = <T>(value: T, mark: SourceMark, ref: string): Sourced<T> => ({
  value,
  source: { mark, ref } satisfies Source,
})

/** The pack that the program ships, put together from the kinds; resources/packs/builtin.json is made from it. */
export const builtinPack = (): StandardPack => ({
  format: PACK_FORMAT,
  schema: PACK_SCHEMA,
  version: '1.0.0',
  name: words(
    '文化和旅游市场电子证照标准包（内置）',
    'Standard pack of culture and tourism e-licences (built in)',
  ),
  published: '2026-11-23' as CivilDate,
  identifierRoot: sourced(IDENTIFIER_ROOT, 'found', 'GB/T 36904-2018'),
  qrTemplate: sourced(
    'https://ecert.example/v?i={identifier}',
    'default',
    '二维码内容未公开：核验地址加证照标识',
  ),
  sealNames: {
    'administrative-licence': sourced('文化和旅游部行政许可专用章', 'found', '办市场发〔2023〕14号一（二）'),
    'electronic-licence': sourced('文化和旅游市场电子证照专用章', 'found', '办市场发〔2023〕14号一（二）'),
  },
  supervisor: sourced(
    '中华人民共和国文化和旅游部监制',
    'inferred',
    '2016 年证面“中华人民共和国文化部监制”按现机构名',
  ),
  figures: {
    objectionWorkingDays: sourced(10, 'default', '异议处理时限未公开'),
    deliveryWorkingDays: sourced(10, 'found', '行政许可法第四十四条'),
    expiryWarningDays: sourced(60, 'default', '工作台提示'),
    lowBlockNumbers: sourced(20, 'default', '工作台提示'),
  },
  kinds: BUILTIN_KINDS,
})
