import {
  APPLICATION_FORM,
  CHANGE_PROOF,
  IDENTITY_PAPER,
  licenceCopy,
  LOSS_STATEMENT,
  material,
} from '../common/materials.ts'
import { found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const LAW = found('导游人员管理条例第四条')

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  IDENTITY_PAPER,
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
  CHANGE_PROOF,
  licenceCopy('tour-guide'),
  LOSS_STATEMENT,
]
