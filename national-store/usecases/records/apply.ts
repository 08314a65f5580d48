import { assertNever } from '../../../shared/kernel/assert-never.ts'
import { type Subject } from '../screening/subject.ts'
import { applyCatalogue, applyMetadata, put, tell, tellDecision, type Applying } from './apply-licence.ts'
import { mergedStatus, type StatusNow } from './merge-status.ts'
import { licenceOf } from './register.ts'

/** A status told by a counter: noted always, and taken where nothing stronger stands against it. */
function applyStatus(applying: Applying, { record, payload }: Extract<Subject, { type: 'status' }>): void {
  const { world, effects } = applying
  const { register, caller } = world
  const licence = licenceOf(register, record.subject, caller.officeCode)
  const event: StatusNow = { status: payload.status, since: payload.since, by: 'counter' }
  const after = licence && mergedStatus(licence, event)
  effects.statuses.push({
    ...event,
    licenceId: licence?.id ?? record.subject,
    byName: caller.officeName,
    reason: payload.reason,
    decisionNumber: payload.decisionNumber,
    replacedBy: payload.replacedBy ?? null,
    applied: licence !== undefined,
  })
  if (!licence) return
  if (after) {
    put(applying, { ...licence, ...after })
    const why = { reason: payload.reason, decisionNumber: payload.decisionNumber, by: caller.officeName }
    tell(applying, { ...licence, ...after }, why, caller.workstationId)
  } else if (licence.by === 'store' && licence.status !== event.status) {
    tellDecision(applying, licence)
  }
}

/** What an accepted record makes of the store. */
export function apply(applying: Applying, subject: Subject): void {
  const { effects, world } = applying
  const { record, corrects } = subject
  if (corrects !== null) {
    effects.corrected.set(corrects, record.recordId)
    const sent = world.register.sent.get(corrects)
    if (sent) world.register.sent.set(corrects, { ...sent, correctedBy: record.recordId })
  }
  const licenceId = () =>
    licenceOf(world.register, record.subject, world.caller.officeCode)?.id ?? record.subject
  switch (subject.type) {
    case 'licence-metadata':
      return applyMetadata(applying, subject)
    case 'catalogue':
      return applyCatalogue(applying, subject)
    case 'item-data': {
      const { receiptNumber, event } = subject.payload
      effects.items.set(licenceId(), { receiptNumber, event, item: record.payload, at: record.at })
      return
    }
    case 'seal-use': {
      const { seal, certificate, documentDigest: digest } = subject.payload
      effects.sealUses.push({ record, seal, certificate, digest })
      return
    }
    case 'status':
      return applyStatus(applying, subject)
    default:
      return assertNever(subject)
  }
}
