import { material, personMaterials } from '../common/materials.ts'
import { found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const LAW = found('导游人员管理条例第三条')

/** Besides what every person hands in. */
export const materials: readonly MaterialDefinition[] = personMaterials('guide-qualification', [
  material('exam-result', ['导游资格考试合格结果', 'Result of the guide examination'], ['new'], LAW),
  material('education-proof', ['学历证明', 'Proof of education'], ['new'], LAW),
])
