import { material, organisationMaterials } from '../common/materials.ts'
import { COUNTER } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

/** Besides what every organisation hands in. */
export const materials: readonly MaterialDefinition[] = organisationMaterials('travel-agency', [
  material('articles', ['企业章程', 'Articles of association'], ['new'], COUNTER),
  material('premises-proof', ['经营场所证明', 'Proof of premises'], ['new', 'change'], COUNTER, {
    required: false,
  }),
  material('deposit-proof', ['质量保证金存缴证明', 'Proof of deposit'], ['new', 'change'], COUNTER, {
    required: false,
  }),
])
