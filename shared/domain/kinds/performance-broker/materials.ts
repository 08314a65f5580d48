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

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  IDENTITY_PAPER,
  material(
    'exam-result',
    ['资格认定考试合格结果', 'Result of the examination'],
    ['new'],
    found('演出经纪人员管理办法（2021）'),
  ),
  CHANGE_PROOF,
  licenceCopy('performance-broker'),
  LOSS_STATEMENT,
]
