import { type Application } from '../../../shared/domain/application/application.ts'
import { normaliseValue } from '../../../shared/domain/kinds/normalise-value.ts'
import { type FieldValue, type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { applicationNotFound, revisionStale, wrongState } from './errors.ts'
import { type IntakePorts } from './ports.ts'

export interface SaveDraftInput {
  readonly applicationId: string
  readonly seenRevision: number
  /** The fields that changed, as typed. Null clears a field. */
  readonly values: FieldValues
}

export type SaveDraftError = AppError<
  'application-not-found' | 'application-state-wrong' | 'revision-stale' | 'field-unknown' | 'value-too-long'
>

/** More than any field holds: a limit against a paste gone wrong, not a check of the field. Our default. */
const MAX_TYPED = 20_000

const tooLong = (value: FieldValue): boolean =>
  typeof value === 'string'
    ? value.length > MAX_TYPED
    : Array.isArray(value) && value.join('').length > MAX_TYPED

/** A typed value in its kept form where it can be understood, else as it was typed: a draft loses nothing. */
export function keptValues(kind: KindDefinition, typed: FieldValues): FieldValues {
  const kept: Record<string, FieldValue> = {}
  for (const field of kind.fields) {
    const value = typed[field.id]
    if (value === undefined) continue
    if (typeof value !== 'string' || field.type.type === 'photo') kept[field.id] = value
    else {
      const understood = normaliseValue(kind, field, value)
      kept[field.id] = understood.ok ? understood.value : value
    }
  }
  return kept
}

/** Keeps a draft at every change. What cannot be understood is kept as typed and named by the checks. */
export function saveDraft(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (_actor: Actor, input: SaveDraftInput): Result<Application, SaveDraftError> =>
    ports.db.write(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      if (application.state !== 'draft' && application.state !== 'returned')
        return err(wrongState(application))
      const kind = ports.standard.kind(application.kind)
      for (const [id, value] of Object.entries(input.values)) {
        if (!kind.fields.some(f => f.id === id && f.entry === 'clerk')) {
          return err(
            appError('field-unknown', words(`没有可填写的字段 ${id}`, `There is no field ${id} to fill`), {
              data: { field: id },
            }),
          )
        }
        if (tooLong(value)) {
          return err(
            appError('value-too-long', words('内容过长，无法保存', 'Too long to be kept'), {
              data: { field: id },
            }),
          )
        }
      }
      const values = { ...application.values, ...keptValues(kind, input.values) }
      const changed: Application = {
        ...application,
        values,
        revision: application.revision + 1,
        updatedAt: ports.clock.now(),
      }
      return stores.applications.update(changed, input.seenRevision)
        ? ok(changed)
        : err(revisionStale(application.revision))
    })
}
