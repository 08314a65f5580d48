import { type Application } from '../../../shared/domain/application/application.ts'
import { type Regions } from '../../../shared/domain/codes/region.ts'
import { filledFromId } from '../../../shared/domain/kinds/fill-from-id.ts'
import { normaliseValue } from '../../../shared/domain/kinds/normalise-value.ts'
import { type FieldValue, type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { editable, keepEdit, type EditInput, type EditRefusal } from './edit-application.ts'
import { type IntakePorts } from './ports.ts'

export interface SaveDraftInput extends EditInput {
  /** The fields that changed, as typed. Null clears a field. */
  readonly values: FieldValues
}

export type SaveDraftError = EditRefusal | AppError<'field-unknown' | 'value-too-long' | 'photo-not-attached'>

/** More than any field holds: a limit against a paste gone wrong, not a check of the field. Our defaults. */
const MAX_TYPED = 20_000
const MAX_ITEMS = 1000

const tooLong = (value: FieldValue): boolean =>
  typeof value === 'string'
    ? value.length > MAX_TYPED
    : Array.isArray(value) && (value.length > MAX_ITEMS || value.join('').length > MAX_TYPED)

/** A typed value in its kept form where it can be understood, else as it was typed: a draft loses nothing. */
export function keptValues(kind: KindDefinition, typed: FieldValues, regions: Regions): FieldValues {
  const kept: Record<string, FieldValue> = {}
  for (const field of kind.fields) {
    const value = typed[field.id]
    if (value === undefined) continue
    if (typeof value !== 'string' || field.type.type === 'photo') kept[field.id] = value
    else {
      const understood = normaliseValue(kind, field, value, regions)
      kept[field.id] = understood.ok ? understood.value : value
    }
  }
  return kept
}

/**
 * Whether a draft may name that photo: the one it has, or one that a licence of the same holder shows (信息免填写). A new one
 * is attached, so that nobody's picture comes onto another's licence by its digest.
 */
function mayNamePhoto(stores: Stores, application: Application, field: string, value: FieldValue): boolean {
  if (value === null || value === application.values[field]) return true
  const code = application.values['holderCode']
  if (typeof code !== 'string' || code === '') return false
  return stores.licences.ofHolder(code).some(licence => licence.values[field] === value)
}

function faultIn(
  stores: Stores,
  kind: KindDefinition,
  application: Application,
  typed: FieldValues,
): SaveDraftError | undefined {
  for (const [id, value] of Object.entries(typed)) {
    const field = kind.fields.find(f => f.id === id && f.entry === 'clerk')
    const extra = { data: { field: id.slice(0, 100) } }
    if (!field) {
      const shown = id.slice(0, 40)
      return appError(
        'field-unknown',
        words(`没有可填写的字段 ${shown}`, `There is no field ${shown} to fill`),
        extra,
      )
    }
    if (tooLong(value)) {
      return appError(
        'value-too-long',
        words(`${field.label.zh}内容过长，无法保存`, `${field.label.en}: too long to be kept`),
        extra,
      )
    }
    if (field.type.type === 'photo' && !mayNamePhoto(stores, application, id, value)) {
      return appError('photo-not-attached', words('照片须上传', 'A photo has to be attached'), extra)
    }
  }
  return undefined
}

/** Keeps a draft at every change. What cannot be understood is kept as typed and named by the checks. */
export function saveDraft(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (actor: Actor, input: SaveDraftInput): Result<Application, SaveDraftError> =>
    ports.db.write((stores): Result<Application, SaveDraftError> => {
      const application = editable(stores, input)
      if ('code' in application) return err(application)
      const kind = ports.standard.kind(application.kind)
      const fault = faultIn(stores, kind, application, input.values)
      if (fault) return err(fault)
      const typed = { ...application.values, ...keptValues(kind, input.values, ports.standard.regions) }
      // Only when the number itself was typed: a field that the clerk empties afterwards stays empty.
      const values = 'holderCode' in input.values ? filledFromId(kind, typed) : typed
      return ok(keepEdit(stores, actor, ports.clock.now(), application, { values }))
    })
}
