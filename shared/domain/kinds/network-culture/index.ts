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

/** 网络文化经营许可证 */
export const networkCulture: KindDefinition = {
  id: 'network-culture',
  standard: 'C0246-2021',
  name: words('网络文化经营许可证', 'Network Culture Business Licence'),
  typeCode: '11100000MB0000000P001',
  typeCodeSource: TYPE_CODES,
  holder: 'organisation',
  holderCodeTypes: ORGANISATION_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'province',
    text: words('省级文化和旅游行政部门', 'the culture and tourism authority of the province'),
    source: found('互联网文化管理暂行规定；2010 年 8 月起下放'),
  },
  events,
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  face,
}
