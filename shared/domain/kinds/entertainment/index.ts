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

/** 娱乐经营许可证 */
export const entertainment: KindDefinition = {
  id: 'entertainment',
  standard: 'C0316-2022',
  name: words('娱乐经营许可证', 'Entertainment Business Licence'),
  typeCode: '11100000MB0000000P007',
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
      '县级文化和旅游行政部门；外商投资：省级',
      'the culture and tourism authority of the county; foreign-invested: the province',
    ),
    source: found('娱乐场所管理条例第九条'),
  },
  events,
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  face,
}
