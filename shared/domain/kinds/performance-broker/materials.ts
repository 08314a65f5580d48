import { material, personMaterials } from '../common/materials.ts'
import { found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

/** Besides what every person hands in. */
export const materials: readonly MaterialDefinition[] = personMaterials('performance-broker', [
  material(
    'exam-result',
    ['资格认定考试合格结果', 'Result of the examination'],
    ['new'],
    found('演出经纪人员管理办法（2021）'),
  ),
])
