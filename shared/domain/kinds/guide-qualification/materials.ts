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

const LAW = found('导游人员管理条例第三条')

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  IDENTITY_PAPER,
  material('exam-result', ['导游资格考试合格结果', 'Result of the guide examination'], ['new'], LAW),
  material('education-proof', ['学历证明', 'Proof of education'], ['new'], LAW),
  CHANGE_PROOF,
  licenceCopy('guide-qualification'),
  LOSS_STATEMENT,
]
