import { words } from '../../../kernel/words.ts'
import { PERSON_CODES } from '../common/code-tables.ts'
import { twoInchPhoto } from '../common/photos.ts'
import { found, SEALS, TYPE_CODES } from '../common/sources.ts'
import { type KindDefinition } from '../kind.ts'
import { codeTables } from './code-tables.ts'
import { events } from './events.ts'
import { face } from './face.ts'
import { fields } from './fields.ts'
import { materials } from './materials.ts'
import { number } from './number.ts'
import { validity } from './validity.ts'

/** 导游证 */
export const tourGuide: KindDefinition = {
  id: 'tour-guide',
  standard: 'C0313-2022',
  name: words('导游证', 'Tour Guide Licence'),
  typeCode: '11100000MB0000000P004',
  typeCodeSource: TYPE_CODES,
  holder: 'person',
  holderCodeTypes: PERSON_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'province',
    text: words('省级文化和旅游行政部门', 'the culture and tourism authority of the province'),
    source: found('导游人员管理条例第四、八条'),
  },
  events,
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  photo: twoInchPhoto(found('电子导游证申领公告：2 寸白底 413×626，50KB 至 2MB')),
  face,
}
