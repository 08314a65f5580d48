import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type ReturnReason } from '../../../shared/domain/sync/receipt.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type ReturnedRecord } from '../../ports/stores/sync.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { standsOnFace } from './on-face.ts'

export interface CorrectRecordInput {
  readonly seq: number
  /** As the reason names it: a short name of the metadata, or a path in the payload. */
  readonly field: string
  readonly value: string
}

/** `change`: the value stands on the paper, so that a change of the licence has to be applied for. */
export type Correction =
  | { readonly way: 'corrected'; readonly seq: number; readonly corrects: number }
  | { readonly way: 'change'; readonly licenceId: string; readonly kind: KindId; readonly field: string }

export type CorrectRecordError = AppError<
  'record-not-returned' | 'record-corrected-already' | 'field-not-returned' | 'value-unfit'
>

export interface CorrectRecordPorts extends BasePorts {
  readonly standard: Standard
}

const MOST_VALUE = 1_000

const notReturned: CorrectRecordError = appError(
  'record-not-returned',
  words('该记录没有被退回，或已办妥', 'This record was not returned, or it has been dealt with'),
  { next: words('请刷新退回清单', 'Refresh the list of returned records') },
)
const corrected: CorrectRecordError = appError(
  'record-corrected-already',
  words('该记录的更正已在上报队列中', 'A correction of this record is in the queue'),
  { next: words('请等待国家库的回执', 'Wait for the receipt of the store') },
)
const notNamed: CorrectRecordError = appError(
  'field-not-returned',
  words('退回理由没有提到该项', 'No reason of the return names this field'),
  { next: words('请在退回理由所指的项上更正', 'Correct the field that the reason names') },
)
const unfit: CorrectRecordError = appError(
  'value-unfit',
  words('更正的值为空、过长，或与原值相同', 'The value is empty, too long, or the one that was returned'),
  { next: words('请填写正确的值（不超过 1000 字）', 'Give the right one, in at most 1,000 characters') },
)

type Plain = Readonly<Record<string, Json>>

const isPlain = (value: Json | undefined): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The payload with one value changed; undefined where there is no such place. A number stays a number. */
function changedAt(payload: Json, path: readonly string[], value: string): Json | undefined {
  const [key, ...rest] = path
  if (key === undefined || !isPlain(payload)) return undefined
  if (rest.length > 0) {
    const inner = changedAt(payload[key] ?? null, rest, value)
    return inner === undefined ? undefined : { ...payload, [key]: inner }
  }
  const before = payload[key]
  if (isPlain(before) || Array.isArray(before)) return undefined
  const number = typeof before === 'number' && value.trim() !== '' ? Number(value) : Number.NaN
  return { ...payload, [key]: Number.isFinite(number) ? number : value }
}

/** Where the field of a reason stands in the payload: metadata keeps the short names apart. */
function pathOf(record: OutboxRecord, field: string): readonly string[] {
  const fields = isPlain(record.payload) ? record.payload['fields'] : undefined
  const isShortName = /^[A-Z][A-Z0-9_]*$/.test(field)
  return isPlain(fields) && isShortName ? ['fields', field] : field.split('.')
}

function corrections(record: OutboxRecord, input: CorrectRecordInput): Result<Json, CorrectRecordError> {
  const value = input.value.trim()
  if (value === '' || [...value].length > MOST_VALUE || /[\p{Cc}\p{Cs}]/u.test(value)) return err(unfit)
  const payload = changedAt(record.payload, pathOf(record, input.field), value)
  if (payload === undefined) return err(notNamed)
  if (JSON.stringify(payload) === JSON.stringify(record.payload)) return err(unfit)
  return ok({ ...(payload as Plain), corrects: record.recordId })
}

function found(
  stores: Stores,
  input: CorrectRecordInput,
): Result<{ readonly returned: ReturnedRecord; readonly record: OutboxRecord }, CorrectRecordError> {
  const returned = stores.sync.returnedRecord(input.seq)
  const record = stores.outbox.get(input.seq)
  if (!returned || !record) return err(notReturned)
  if (returned.correctedBy !== null) return err(corrected)
  const isNamed = returned.reasons.some((reason: ReturnReason) => reason.field === input.field)
  return isNamed ? ok({ returned, record }) : err(notNamed)
}

/** The correction itself, inside the caller's transaction. */
export function correctWithin(
  stores: Stores,
  ports: CorrectRecordPorts,
  actor: Actor,
  input: CorrectRecordInput,
): Result<Correction, CorrectRecordError> {
  const at = ports.clock.now()
  const it = found(stores, input)
  if (!it.ok) return it
  const { record } = it.value
  const licence = stores.licences.byIdentifier(record.subject)
  if (licence && standsOnFace(ports.standard.kind(licence.kind), record.type, input.field))
    return ok({ way: 'change', licenceId: licence.id, kind: licence.kind, field: input.field })
  const payload = corrections(record, input)
  if (!payload.ok) return payload
  const { type, subject } = record
  const next = stores.outbox.append({ type, subject, payload: payload.value }, at)
  stores.sync.correct(record.seq, next.seq)
  journalled(stores, actor, at, {
    action: 'record.corrected',
    subjectType: 'licence',
    subjectId: licence?.id ?? subject,
    detail: { type, field: input.field, corrects: record.recordId, record: next.recordId },
  })
  return ok({ way: 'corrected', seq: next.seq, corrects: record.seq })
}

/**
 * Corrects what the store returned, where it does not stand on the paper: a new record that takes the place of the old one,
 * which stays in the chain as it was. What stands on the paper needs a new version of the licence, and that is said.
 */
export function correctRecord(ports: CorrectRecordPorts) {
  return (actor: Actor, input: CorrectRecordInput): Result<Correction, CorrectRecordError> =>
    ports.db.write(stores => correctWithin(stores, ports, actor, input))
}
