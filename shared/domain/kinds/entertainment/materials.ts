import { IDENTITY_PAPER, material, organisationMaterials } from '../common/materials.ts'
import { COUNTER, found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

/** Besides what every organisation hands in. */
export const materials: readonly MaterialDefinition[] = organisationMaterials('entertainment', [
  IDENTITY_PAPER,
  material('premises-proof', ['经营场所证明', 'Proof of premises'], ['new', 'change'], COUNTER),
  material(
    'floor-plan',
    ['场所地理位置图和内部结构平面图', 'Map and floor plan'],
    ['new', 'change'],
    COUNTER,
  ),
  material('fire-safety', ['消防安全检查合格文件', 'Fire safety document'], ['new', 'change'], COUNTER),
  material(
    'no-offence-statement',
    ['投资人员、负责人无禁止情形的书面声明', 'Statement that nothing bars the persons'],
    ['new', 'change'],
    found('娱乐场所管理条例第五、十条'),
  ),
])
