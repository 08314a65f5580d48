import { type Application, type MaterialState } from '../../../shared/domain/application/application.ts'
import { type KindDefinition, type LifeEvent } from '../../../shared/domain/kinds/kind.ts'
import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { applicationNotFound, revisionStale, wrongState } from './errors.ts'
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

export interface SetMaterialInput {
  readonly applicationId: string
  readonly seenRevision: number
  readonly materialId: string
  readonly state: 'submitted' | 'waived' | 'missing'
}

export type SetMaterialError = AppError<
  | 'application-not-found'
  | 'application-state-wrong'
  | 'revision-stale'
  | 'material-unknown'
  | 'waiver-not-founded'
>

/** Ticks one paper. A waiver must be founded on a licence of the same holder that is in force now. */
export function setMaterial(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (_actor: Actor, input: SetMaterialInput): Result<Application, SetMaterialError> =>
    ports.db.write(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      if (application.state !== 'draft' && application.state !== 'returned')
        return err(wrongState(application))
      if (application.revision !== input.seenRevision) return err(revisionStale(application.revision))
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
        if (!waivedBy) {
          return err(
            appError(
              'waiver-not-founded',
              words(
                '证照库里没有可以免交这份材料的有效证照',
                'No licence in force here makes this paper unnecessary',
              ),
              {
                next: words('请收取该材料', 'Take the paper'),
              },
            ),
          )
        }
      }
      const materials = application.materials.map(m =>
        m.id === input.materialId ? { ...m, state: input.state, waivedBy } : m,
      )
      const changed: Application = {
        ...application,
        materials,
        revision: application.revision + 1,
        updatedAt: at,
      }
      if (!stores.applications.update(changed, input.seenRevision))
        return err(revisionStale(application.revision))
      return ok(changed)
    })
}
