import { words } from '../../../kernel/words.ts'
import { type Source } from '../../source.ts'
import { type KindId, type LifeEvent, type MaterialDefinition } from '../kind.ts'
import { COUNTER, found } from './sources.ts'

export function material(
  id: string,
  label: readonly [zh: string, en: string],
  events: readonly LifeEvent[],
  source: Source,
  rest: { readonly required?: boolean; readonly waivedByKinds?: readonly KindId[] } = {},
): MaterialDefinition {
  return {
    id,
    label: words(label[0], label[1]),
    required: rest.required ?? true,
    events,
    waivedByKinds: rest.waivedByKinds ?? [],
    source,
  }
}

const APPLICATION_FORM = material(
  'application-form',
  ['申请表（申请书）', 'Application form'],
  ['new', 'change', 'renew', 'reissue', 'replace'],
  COUNTER,
)

const OLD_LICENCE = material(
  'old-licence',
  ['原许可证（正本、副本）', 'Old licence (original and duplicate)'],
  ['change', 'renew', 'replace'],
  COUNTER,
)

const LOSS_STATEMENT = material(
  'loss-statement',
  ['遗失声明或毁损证件', 'Statement of loss, or the damaged licence'],
  ['reissue'],
  COUNTER,
)

export const IDENTITY_PAPER = material(
  'identity-paper',
  ['身份证件', 'Identity paper'],
  ['new', 'change', 'reissue', 'replace'],
  COUNTER,
)

const BUSINESS_LICENCE = material(
  'business-licence',
  ['营业执照', 'Business licence'],
  ['new', 'change'],
  COUNTER,
)

const CHANGE_PROOF = material(
  'change-proof',
  ['变更事项的证明材料', 'Proof of the change'],
  ['change'],
  COUNTER,
)

/** A copy of the licence that is changed or renewed: this store holds it, so it need not be handed in. */
const licenceCopy = (kind: KindId): MaterialDefinition =>
  material(
    'licence-copy',
    ['原许可证复印件', 'Copy of the old licence'],
    ['change', 'renew', 'reissue', 'replace'],
    found('办市场发〔2023〕14号四（一）：调取平台内电子证照，免去手动上传'),
    { waivedByKinds: [kind] },
  )

/** What every organisation hands in, around what its kind of licence asks for. */
export const organisationMaterials = (
  kind: KindId,
  own: readonly MaterialDefinition[],
): readonly MaterialDefinition[] => [
  APPLICATION_FORM,
  BUSINESS_LICENCE,
  ...own,
  CHANGE_PROOF,
  OLD_LICENCE,
  licenceCopy(kind),
  LOSS_STATEMENT,
]

/** What every person hands in, around what the kind of certificate asks for. */
export const personMaterials = (
  kind: KindId,
  own: readonly MaterialDefinition[],
): readonly MaterialDefinition[] => [
  APPLICATION_FORM,
  IDENTITY_PAPER,
  ...own,
  CHANGE_PROOF,
  licenceCopy(kind),
  LOSS_STATEMENT,
]
