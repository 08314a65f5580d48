import { words } from '../../../kernel/words.ts'
import { PERSON_CODES } from '../common/code-tables.ts'
import { found, SEALS, TYPE_CODES } from '../common/sources.ts'
import { type KindDefinition } from '../kind.ts'
import { codeTables } from './code-tables.ts'
import { events } from './events.ts'
import { face } from './face.ts'
import { fields } from './fields.ts'
import { materials } from './materials.ts'
import { number } from './number.ts'
import { validity } from './validity.ts'

/** 演出经纪人员资格证 */
export const performanceBroker: KindDefinition = {
  id: 'performance-broker',
  standard: 'C0314-2022',
  name: words('演出经纪人员资格证', 'Performance Broker Qualification Certificate'),
  typeCode: '11100000MB0000000P005',
  typeCodeSource: TYPE_CODES,
  holder: 'person',
  holderCodeTypes: PERSON_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'ministry',
    text: words('文化和旅游部', 'the Ministry of Culture and Tourism'),
    source: found('演出经纪人员管理办法（2021）第四、五条'),
  },
  events,
  seal: { purpose: 'administrative-licence', source: SEALS },
  materials,
  photo: {
    widthPx: 295,
    heightPx: 413,
    ratioTolerance: 0.05,
    minBytes: 10_240,
    maxBytes: 2_097_152,
    formats: ['jpeg', 'png', 'bmp'],
    source: found('演出经纪人员资格认定考试公告：1 寸白底；像素和字节数为本程序默认'),
  },
  face,
}
