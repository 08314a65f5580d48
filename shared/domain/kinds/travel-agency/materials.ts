import {
  APPLICATION_FORM,
  BUSINESS_LICENCE,
  CHANGE_PROOF,
  licenceCopy,
  LOSS_STATEMENT,
  material,
  OLD_LICENCE,
} from '../common/materials.ts'
import { byDefault } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const COUNTER = byDefault('窗口通行做法')

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  BUSINESS_LICENCE,
  material('articles', ['企业章程', 'Articles of association'], ['new'], COUNTER),
  material('premises-proof', ['经营场所证明', 'Proof of premises'], ['new', 'change'], COUNTER, {
    required: false,
  }),
  material('deposit-proof', ['质量保证金存缴证明', 'Proof of deposit'], ['new', 'change'], COUNTER, {
    required: false,
  }),
  CHANGE_PROOF,
  OLD_LICENCE,
  licenceCopy('travel-agency'),
  LOSS_STATEMENT,
]
