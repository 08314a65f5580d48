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

/** 旅行社业务经营许可证 */
export const travelAgency: KindDefinition = {
  id: 'travel-agency',
  standard: 'C0258-2021',
  name: words('旅行社业务经营许可证', 'Travel Agency Business Licence'),
  typeCode: '11100000MB0000000P002',
  typeCodeSource: TYPE_CODES,
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
  seal: { purpose: 'electronic-licence', source: SEALS },
  materials,
  face,
}
