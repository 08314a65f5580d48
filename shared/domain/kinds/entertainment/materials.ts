import {
  APPLICATION_FORM,
  BUSINESS_LICENCE,
  CHANGE_PROOF,
  IDENTITY_PAPER,
  licenceCopy,
  LOSS_STATEMENT,
  material,
  OLD_LICENCE,
} from '../common/materials.ts'
import { byDefault, found } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const COUNTER = byDefault('窗口通行做法')

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  BUSINESS_LICENCE,
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
  CHANGE_PROOF,
  OLD_LICENCE,
  licenceCopy('entertainment'),
  LOSS_STATEMENT,
]
