import { computed, reactive, ref, type Ref } from 'vue'
import { type PrefillOffer } from '../../../shared/contract/intake.ts'
import { type KindView } from '../../../shared/contract/standard.ts'
import { type Regions } from '../../../shared/domain/codes/region.ts'
import { isEmpty, isMandatory } from '../../../shared/domain/kinds/check-fields.ts'
import { displayValue } from '../../../shared/domain/kinds/display-value.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/finding.ts'
import { type FieldDefinition, type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { words } from '../../../shared/kernel/words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { type DraftKeeper } from '../../stores/draft/keeper.ts'
import { useStandardStore } from '../../stores/standard.ts'
import { SECTIONS } from '../../ui/application/section-words.ts'

const NOTHING: readonly FieldFinding[] = []

export interface Offer {
  readonly value: FieldValue
  readonly text: string
}

/** What is said at the fields: reasons of a return, what could not be kept, what the checks found where the clerk has been. */
function useSaid(keeper: DraftKeeper, touched: ReadonlySet<string>, showAll: Ref<boolean>) {
  const application = keeper.application
  const reasons = computed(() =>
    application.value.state === 'returned' ? (application.value.decision?.reasons ?? []) : [],
  )
  const returned = computed(() =>
    reasons.value
      .filter(reason => reason.field !== null)
      .map(({ field, text }): FieldFinding => ({
        field,
        severity: 'warning',
        code: 'returned',
        text: words(`退回原因：${text}`, `Returned: ${text}`),
      })),
  )
  const refused = computed(() =>
    Object.entries(keeper.refused.value).map(([field, error]): FieldFinding => ({
      field,
      severity: 'fault',
      code: error.code,
      text: error.text,
    })),
  )
  const byField = computed<ReadonlyMap<string, readonly FieldFinding[]>>(() => {
    const map = new Map<string, FieldFinding[]>()
    const put = (one: FieldFinding) => {
      if (one.field !== null) map.set(one.field, [...(map.get(one.field) ?? []), one])
    }
    returned.value.forEach(put)
    refused.value.forEach(put)
    keeper.findings.value.filter(one => showAll.value || touched.has(one.field ?? '')).forEach(put)
    return map
  })
  const faults = computed(() => [
    ...refused.value,
    ...keeper.findings.value.filter(one => one.severity === 'fault'),
  ])
  const general = computed(() =>
    keeper.findings.value.filter(one => one.field === null && one.code !== 'material-missing'),
  )

  return { reasons, byField, faults, general }
}

/** What the holder's licences can fill in, field by field, in words. */
function useOffers(keeper: DraftKeeper, kind: KindView, regions: Regions) {
  const { t, wordsIn } = useWords()
  const standard = useStandardStore()
  const describe = (field: FieldDefinition, { value, number, kind: from }: PrefillOffer): string => {
    const shown =
      field.type.type === 'photo' ? t('intake.thePhoto') : displayValue(kind, field, value, regions)
    const name = standard.kind(from)?.name
    return t('intake.offerFrom', { value: shown, licence: `${name ? wordsIn(name) : ''} ${number}` })
  }
  const offers = computed<ReadonlyMap<string, Offer>>(
    () =>
      new Map(
        keeper.offers.value.prefill.flatMap(offer => {
          const field = kind.fields.find(one => one.id === offer.field)
          return field ? [[field.id, { value: offer.value, text: describe(field, offer) }] as const] : []
        }),
      ),
  )
  const openOffers = computed(() => [...offers.value.keys()].filter(id => isEmpty(keeper.values.value[id])))

  return { offers, openOffers }
}

/** The fields that the clerk fills, by section. */
const sectionsOf = (kind: KindView) =>
  SECTIONS.map(id => ({
    id,
    fields: kind.fields.filter(field => field.section === id && field.entry === 'clerk'),
  })).filter(section => section.fields.length > 0)

/** What the form shows of a draft: its sections, what is said at each field, what may be filled in, what stands in the way. */
export function useDraftForm(keeper: DraftKeeper, kind: KindView, regions: Regions) {
  const application = keeper.application
  /** Nobody is told that a field is missing before he has been there, or has asked for everything. */
  const touched = reactive(new Set<string>())
  const showAll = ref(application.value.state === 'returned')
  for (const [id, value] of Object.entries(application.value.values)) if (!isEmpty(value)) touched.add(id)
  const { reasons, byField, faults, general } = useSaid(keeper, touched, showAll)
  const { offers, openOffers } = useOffers(keeper, kind, regions)

  return {
    sections: sectionsOf(kind),
    automatic: kind.fields.filter(field => field.entry === 'issue'),
    /** Where work begins: at the first reason of a return, else at the first field in which nothing stands. */
    firstField: (): string | undefined =>
      reasons.value.find(reason => reason.field !== null)?.field ??
      kind.fields.find(field => field.entry === 'clerk' && isEmpty(keeper.values.value[field.id]))?.id,
    touched,
    showAll,
    reasons,
    faults,
    general,
    openOffers,
    findingsAt: (id: string): readonly FieldFinding[] => byField.value.get(id) ?? NOTHING,
    offerAt: (id: string): Offer | undefined =>
      isEmpty(keeper.values.value[id]) ? offers.value.get(id) : undefined,
    isMandatory: (field: FieldDefinition): boolean => isMandatory(field, keeper.values.value),
    /** Takes everything that is offered for fields in which nothing stands. */
    async takeAll(): Promise<void> {
      for (const id of openOffers.value) {
        const offer = offers.value.get(id)
        if (offer && keeper.take(id, offer.value)) touched.add(id)
      }
      if (await keeper.flush()) await keeper.look()
    },
  }
}
