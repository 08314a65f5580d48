import { IDENTITY_PAPER, material, organisationMaterials } from '../common/materials.ts'
import { COUNTER } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

/** Besides what every organisation hands in. */
export const materials: readonly MaterialDefinition[] = organisationMaterials('commercial-performance', [
  IDENTITY_PAPER,
  material(
    'performers-proof',
    ['演员的艺术表演能力证明', 'Proof of the performers’ ability'],
    ['new'],
    COUNTER,
    { required: false },
  ),
  material(
    'brokers-proof',
    ['专职演出经纪人员资格证', 'Certificates of the brokers'],
    ['new', 'renew'],
    COUNTER,
    { required: false },
  ),
])
