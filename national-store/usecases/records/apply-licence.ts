import { parseCivilDate } from '../../../shared/kernel/instant.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { type Subject, type World } from '../screening/subject.ts'
import { textIn } from '../screening/subject.ts'
import { type ChangeRow, type Effects } from './effects.ts'
import { inheritedStatus, mergedStatus, type StatusNow } from './merge-status.ts'
import { numberKey, remember, type LicenceRow, type NumberRow } from './register.ts'

/** What becomes of the licences, the store's clock, and what has come about so far. */
export interface Applying {
  readonly world: World
  readonly effects: Effects
  readonly now: Instant
}

/** A licence under its new state: created in this batch or before it. */
export function put({ world, effects }: Applying, row: LicenceRow): void {
  remember(world.register, row)
  if (effects.created.has(row.id)) effects.created.set(row.id, row)
  else effects.changed.set(row.id, row)
}

/** Tells the office what a licence's status really is. */
export function tell(
  { effects, now }: Applying,
  licence: LicenceRow,
  why: { readonly reason: string | null; readonly decisionNumber: string | null; readonly by: string },
  notFor: string | null,
): void {
  const change: ChangeRow = {
    officeCode: licence.officeCode,
    onlyFor: null,
    notFor,
    type: 'licence-status',
    at: now,
    body: {
      identifier: licence.identifier ?? licence.number,
      number: licence.number,
      status: licence.status,
      since: licence.since,
      reason: why.reason,
      decisionNumber: why.decisionNumber,
      by: why.by,
    },
  }
  effects.changes.push(change)
}

/** The store's decision against a licence, told to everybody at the office, the one who did not know it first of all. */
export function tellDecision(applying: Applying, licence: LicenceRow): void {
  const decision = applying.world.register.decisions.get(licence.id)
  tell(
    applying,
    licence,
    {
      reason: decision?.reason ?? null,
      decisionNumber: decision?.decisionNumber ?? null,
      by: decision?.byName ?? '',
    },
    null,
  )
}

function claimNumber({ world, effects }: Applying, row: LicenceRow): void {
  const key = numberKey(row.kind, row.number)
  const had = world.register.numbers.get(key)
  const claim: NumberRow = {
    kind: row.kind,
    number: row.number,
    lineage: had?.lineage ?? row.lineage,
    newest: row.id,
    officeCode: row.officeCode,
  }
  world.register.numbers.set(key, claim)
  if (!had || effects.numbersNew.has(key)) effects.numbersNew.set(key, claim)
  else effects.numbersChanged.set(key, claim)
  const place = world.register.lent.get(key)
  if (!had && place && place.workstationId === world.caller.workstationId)
    effects.seen.push({ blockId: place.blockId, place: place.place, licenceId: row.id })
}

/** Statuses that came before the licence itself, in this batch or an earlier one: the last that holds. */
function afterTold({ world, effects }: Applying, id: string, start: StatusNow): StatusNow {
  const told = world.register.told.get(id) ?? []
  world.register.told.delete(id)
  effects.settled.push(...told.map(event => event.eventId))
  const now = effects.statuses.filter(event => event.licenceId === id && !event.applied)
  for (const event of now) effects.statuses[effects.statuses.indexOf(event)] = { ...event, applied: true }
  return [...told, ...now].reduce<StatusNow>((status, event) => mergedStatus(status, event) ?? status, start)
}

/** What the store has decided against a licence holds for the version that somebody made without knowing of it. */
function carryDecision(applying: Applying, made: LicenceRow, previous: LicenceRow): void {
  const { decisions } = applying.world.register
  const decision = decisions.get(previous.id)
  if (decision) decisions.set(made.id, decision)
  applying.effects.statuses.push({
    licenceId: made.id,
    status: made.status,
    since: made.since,
    by: 'store',
    byName: decision?.byName ?? '',
    reason: decision?.reason ?? null,
    decisionNumber: decision?.decisionNumber ?? null,
    replacedBy: null,
    applied: true,
  })
  tellDecision(applying, made)
}

function create(applying: Applying, row: LicenceRow, previous: LicenceRow | undefined): void {
  const { world, effects } = applying
  const { status, since, by } = inheritedStatus(previous, afterTold(applying, row.id, row))
  const made: LicenceRow = { ...row, status, since, by }
  remember(world.register, made)
  effects.created.set(made.id, made)
  claimNumber(applying, made)
  if (!previous) return
  const after = mergedStatus(previous, { status: 'superseded', since: row.since, by: 'counter' })
  put(applying, { ...previous, ...(after ?? {}), successor: made.id })
  if (previous.by === 'store' && previous.status !== 'valid') carryDecision(applying, made, previous)
}

const placeOf = (region: string, issueDate: CivilDate) => ({
  province: region.slice(0, 2),
  year: Number(issueDate.slice(0, 4)),
})

/** The version that this one follows: the one that it names, or stock that had no identifier to name. */
function predecessor(subject: Extract<Subject, { type: 'licence-metadata' }>, { register }: World) {
  const { kind, payload, values } = subject.told
  if (payload.previousIdentifier !== null) return register.licences.get(payload.previousIdentifier)
  const owner = register.numbers.get(numberKey(kind.id, textIn(values, 'certNo')))
  return payload.version > 1 && owner ? register.licences.get(owner.newest) : undefined
}

/** A licence as its accepted metadata tell it. */
export function applyMetadata(
  applying: Applying,
  subject: Extract<Subject, { type: 'licence-metadata' }>,
): void {
  const { record, told } = subject
  const { caller } = applying.world
  const { kind, payload, values } = told
  const text = (field: string) => textIn(values, field)
  const day = (field: string) => parseCivilDate(text(field)) ?? null
  const issueDate = text('issueDate') as CivilDate
  const previous = predecessor(subject, applying.world)
  const row: LicenceRow = {
    ...placeOf(caller.region, issueDate),
    id: record.subject,
    lineage: previous?.lineage ?? record.subject,
    version: payload.version,
    kind: kind.id,
    number: text('certNo'),
    identifier: record.subject,
    previous: previous?.id ?? null,
    successor: null,
    status: 'valid',
    since: record.at,
    by: 'counter',
    holderName: text('holderName'),
    holderCode: text('holderCode'),
    holderCodeType: text('holderCodeTypeCode') || (kind.holderCodeTypes[0] ?? ''),
    issueDate,
    validFrom: day('validFrom'),
    validTo: day('validTo'),
    officeCode: caller.officeCode,
    issuerName: text('issuerName'),
    region: caller.region,
    origin: 'issued',
    specimen: payload.specimen,
    packVersion: payload.packVersion,
    fileSha256: payload.file.sha256,
    values,
    workstationId: caller.workstationId,
  }
  applying.world.register.open.delete(record.subject)
  create(applying, row, previous)
}

/** The row of an accepted licence, or stock: a licence from before, of which there are no metadata. */
export function applyCatalogue(
  applying: Applying,
  { record, row, kind, licence, stock }: Extract<Subject, { type: 'catalogue' }>,
): void {
  const { caller } = applying.world
  const id = licence?.id ?? row.certificate_source_id ?? numberKey(kind.id, row.certificate_number)
  if (stock && !licence)
    create(
      applying,
      {
        ...placeOf(caller.region, row.issue_date),
        id,
        lineage: id,
        version: 1,
        kind: kind.id,
        number: row.certificate_number,
        identifier: row.certificate_source_id,
        previous: null,
        successor: null,
        status: 'valid',
        since: record.at,
        by: 'counter',
        holderName: row.certificate_holder,
        holderCode: row.certificate_holder_code,
        holderCodeType: row.certificate_holder_type,
        issueDate: row.issue_date,
        validFrom: null,
        validTo: null,
        officeCode: caller.officeCode,
        issuerName: row.issue_dept,
        region: caller.region,
        origin: 'stock',
        specimen: false,
        packVersion: '',
        fileSha256: null,
        values: {},
        workstationId: caller.workstationId,
      },
      undefined,
    )
  applying.effects.catalogue.set(id, { officeCode: caller.officeCode, row, at: record.at })
}
