import { words } from '../../../kernel/words.ts'
import { ORGANISATION_CODES } from '../common/code-tables.ts'
import { byDefault, found } from '../common/sources.ts'
import { type KindDefinition } from '../kind.ts'
import { codeTables } from './code-tables.ts'
import { events } from './events.ts'
import { face } from './face.ts'
import { fields } from './fields.ts'
import { materials } from './materials.ts'
import { number } from './number.ts'
import { validity } from './validity.ts'

/** 旅行社业务经营许可证 */
export const travelAgency: KindDefinition = {
  id: 'travel-agency',
  standard: 'C0258-2021',
  name: words('旅行社业务经营许可证', 'Travel Agency Business Licence'),
  typeCode: '11100000MB0000000P002',
  typeCodeSource: byDefault('部级类型代码未公开，用校验位正确而未赋予任何机构的代码'),
  holder: 'organisation',
  holderCodeTypes: ORGANISATION_CODES,
  fields,
  codeTables,
  number,
  validity,
  issuing: {
    level: 'province',
    text: words(
      '国内和入境：省级或其委托的设区市；出境：部或其委托的省级；外商投资：省级',
      'domestic and inbound: the province or a city it delegates to; outbound: the ministry or a province; foreign-invested: the province',
    ),
    source: found('旅行社条例第七、九、二十二条'),
  },
  events,
  seal: {
    purpose: 'electronic-licence',
    source: byDefault('部级决定事项用行政许可专用章，其余用电子证照专用章'),
  },
  materials,
  face,
}
