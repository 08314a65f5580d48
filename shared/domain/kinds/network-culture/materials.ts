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
  material('domain-certificate', ['域名注册证书', 'Domain certificate'], ['new', 'change', 'renew'], COUNTER),
  material('business-plan', ['业务发展报告', 'Business report'], ['new', 'renew'], COUNTER),
  material(
    'self-censorship',
    ['内容自审管理制度', 'Rules of self-examination of content'],
    ['new', 'renew'],
    COUNTER,
  ),
  CHANGE_PROOF,
  OLD_LICENCE,
  licenceCopy('network-culture'),
  LOSS_STATEMENT,
]
