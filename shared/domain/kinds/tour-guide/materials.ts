import { material, personMaterials } from '../common/materials.ts'
import { found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const LAW = found('导游人员管理条例第四条')

/** Besides what every person hands in. */
export const materials: readonly MaterialDefinition[] = personMaterials('tour-guide', [
  material(
    'qualification-certificate',
    ['导游资格证书', 'Guide qualification certificate'],
    ['new', 'renew'],
    LAW,
    {
      waivedByKinds: ['guide-qualification'],
    },
  ),
  material(
    'employment-proof',
    ['劳动合同或导游服务公司登记证明', 'Contract, or registration with a guide association'],
    ['new', 'renew', 'change'],
    LAW,
  ),
  material(
    'no-offence-statement',
    ['无不予颁发情形的声明', 'Statement that nothing bars the licence'],
    ['new', 'renew'],
    LAW,
  ),
])
