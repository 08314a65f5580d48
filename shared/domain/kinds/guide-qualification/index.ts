import { words } from '../../../kernel/words.ts'
import { PERSON_CODES } from '../common/code-tables.ts'
import { byDefault, found } from '../common/sources.ts'
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
  typeCodeSource: byDefault('部级类型代码未公开，用校验位正确而未赋予任何机构的代码'),
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
  seal: {
    purpose: 'electronic-licence',
    source: byDefault('部级决定事项用行政许可专用章，其余用电子证照专用章'),
  },
  materials,
  photo: {
    widthPx: 413,
    heightPx: 626,
    ratioTolerance: 0.05,
    minBytes: 51_200,
    maxBytes: 2_097_152,
    formats: ['jpeg', 'png', 'bmp'],
    source: byDefault('与导游证相同'),
  },
  face,
}
