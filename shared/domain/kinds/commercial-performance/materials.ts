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
import { byDefault } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

const COUNTER = byDefault('窗口通行做法')

export const materials: readonly MaterialDefinition[] = [
  APPLICATION_FORM,
  BUSINESS_LICENCE,
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
  CHANGE_PROOF,
  OLD_LICENCE,
  licenceCopy('commercial-performance'),
  LOSS_STATEMENT,
]
