import { type Application, type MaterialState } from '../../../shared/domain/application/application.ts'
import { type KindDefinition, type LifeEvent } from '../../../shared/domain/kinds/kind.ts'
import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { editable, keepEdit, type EditInput, type EditRefusal } from './edit-application.ts'
import { type IntakePorts } from './ports.ts'

/** The checklist of an application, nothing ticked. */
export const materialsAtStart = (kind: KindDefinition, event: LifeEvent): readonly MaterialState[] =>
  kind.materials
    .filter(m => m.events.includes(event))
    .map(m => ({ id: m.id, state: 'missing', waivedBy: null }))

export interface WaiverOffer {
  readonly materialId: string
  /** The licence in this store that makes the paper unnecessary. */
  readonly identifier: string
  readonly kind: string
  readonly number: string
}

/** 材料免提交: papers that the holder's licences in this store make unnecessary. Only licences in force count. */
export function waiverOffers(
  kind: KindDefinition,
  application: Pick<Application, 'materials'>,
  held: readonly Licence[],
  today: CivilDate,
): readonly WaiverOffer[] {
  return application.materials.flatMap(state => {
    const definition = kind.materials.find(m => m.id === state.id)
    const licence = held.find(l => definition?.waivedByKinds.includes(l.kind) && inForce(l, today))
    return licence?.identifier
      ? [{ materialId: state.id, identifier: licence.identifier, kind: licence.kind, number: licence.number }]
      : []
  })
}

/** Labels of required papers that are neither handed in nor waived. */
export const missingMaterials = (kind: KindDefinition, application: Pick<Application, 'materials'>) =>
  kind.materials.filter(
    m => m.required && application.materials.some(s => s.id === m.id && s.state === 'missing'),
  )

export interface SetMaterialInput extends EditInput {
  readonly materialId: string
  readonly state: 'submitted' | 'waived' | 'missing'
}

export type SetMaterialError = EditRefusal | AppError<'material-unknown' | 'waiver-not-founded'>

const notFounded: SetMaterialError = appError(
  'waiver-not-founded',
  words('证照库里没有可以免交这份材料的有效证照', 'No licence in force here makes this paper unnecessary'),
  { next: words('请收取该材料', 'Take the paper') },
)

/** Ticks one paper. A waiver must be founded on a licence of the same holder that is in force now, and is journalled. */
export function setMaterial(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (actor: Actor, input: SetMaterialInput): Result<Application, SetMaterialError> =>
    ports.db.write((stores): Result<Application, SetMaterialError> => {
      const application = editable(stores, input)
      if ('code' in application) return err(application)
      if (!application.materials.some(m => m.id === input.materialId)) {
        return err(
          appError('material-unknown', words('清单里没有这份材料', 'The checklist has no such paper')),
        )
      }
      const at = ports.clock.now()
      let waivedBy: string | null = null
      if (input.state === 'waived') {
        const held = stores.licences.ofHolder(String(application.values['holderCode'] ?? ''))
        const offers = waiverOffers(ports.standard.kind(application.kind), application, held, civilDateOf(at))
        waivedBy = offers.find(o => o.materialId === input.materialId)?.identifier ?? null
        if (!waivedBy) return err(notFounded)
      }
      const materials = application.materials.map(m =>
        m.id === input.materialId ? { ...m, state: input.state, waivedBy } : m,
      )
      const changed = keepEdit(stores, actor, at, application, { materials })
      if (waivedBy !== null) {
        journalled(stores, actor, at, {
          action: 'application.material-waived',
          subjectType: 'application',
          subjectId: application.id,
          detail: { receipt: application.receiptNumber, material: input.materialId, by: waivedBy },
        })
      }
      return ok(changed)
    })
}
