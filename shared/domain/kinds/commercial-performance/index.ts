import { words } from '../../../kernel/words.ts'
import { ORGANISATION_CODES } from '../common/code-tables.ts'
import { found, SEALS, TYPE_CODES } from '../common/sources.ts'
import { type KindDefinition } from '../kind.ts'
import { codeTables } from './code-tables.ts'
import { events } from './events.ts'
import { face } from './face.ts'
import { fields } from './fields.ts'
import { materials } from './materials.ts'
import { number } from './number.ts'
import { validity } from './validity.ts'

/** 营业性演出许可证 */
export const commercialPerformance: KindDefinition = {
  id: 'commercial-performance',
  standard: 'C0315-2022',
  name: words('营业性演出许可证', 'Commercial Performance Licence'),
  typeCode: '11100000MB0000000P006',
  typeCodeSource: TYPE_CODES,
  holder: 'organisation',
  holderCodeTypes: ORGANISATION_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'county',
    text: words(
      '文艺表演团体、演出场所：县级；演出经纪机构：省级；外商投资：部；港澳台投资：省级',
      'troupes and venues: the county; agencies: the province; foreign-invested: the ministry; Hong Kong, Macao or Taiwan: the province',
    ),
    source: found('营业性演出管理条例第六、十、十一条'),
  },
  events,
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  face,
}
