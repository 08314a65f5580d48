import { words } from '../../../kernel/words.ts'
import { PERSON_CODES } from '../common/code-tables.ts'
import { twoInchPhoto } from '../common/photos.ts'
import { byDefault, found, SEALS, TYPE_CODES } from '../common/sources.ts'
import { type KindDefinition } from '../kind.ts'
import { codeTables } from './code-tables.ts'
import { events } from './events.ts'
import { face } from './face.ts'
import { fields } from './fields.ts'
import { materials } from './materials.ts'
import { number } from './number.ts'
import { validity } from './validity.ts'

/** 导游资格证书 */
export const guideQualification: KindDefinition = {
  id: 'guide-qualification',
  standard: 'C0313-2022',
  name: words('导游资格证书', 'Tour Guide Qualification Certificate'),
  typeCode: '11100000MB0000000P003',
  typeCodeSource: TYPE_CODES,
  holder: 'person',
  holderCodeTypes: PERSON_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'province',
    text: words('部或其委托的省级文化和旅游行政部门', 'the ministry or the province it delegates to'),
    source: found('导游人员管理条例第三条'),
  },
  events,
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  photo: twoInchPhoto(byDefault('与导游证相同')),
  face,
}
