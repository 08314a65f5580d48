import { material, organisationMaterials } from '../common/materials.ts'
import { COUNTER } from '../common/sources.ts'
import { type MaterialDefinition } from '../kind.ts'

/** Besides what every organisation hands in. */
export const materials: readonly MaterialDefinition[] = organisationMaterials('network-culture', [
  material('domain-certificate', ['域名注册证书', 'Domain certificate'], ['new', 'change', 'renew'], COUNTER),
  material('business-plan', ['业务发展报告', 'Business report'], ['new', 'renew'], COUNTER),
  material(
    'self-censorship',
    ['内容自审管理制度', 'Rules of self-examination of content'],
    ['new', 'renew'],
    COUNTER,
  ),
])
