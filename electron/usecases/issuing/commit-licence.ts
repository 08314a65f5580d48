import { type Application } from '../../../shared/domain/application/application.ts'
import { type BatchItem } from '../../../shared/domain/batch.ts'
import { type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import {
  catalogueRecord,
  itemRecord,
  metadataRecord,
  sealUseRecord,
  statusRecord,
} from '../../../shared/domain/licence/records.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { journalled } from '../common/journal.ts'
import { noteIssue } from './clock-guard.ts'
import { type IssuePlan } from './plan-licence.ts'

export interface IssuedCopy {
  readonly file: CopyFile
  readonly at: Instant
  readonly actor: Actor
  /** The batch that this licence belongs to, settled in the same transaction so that a resumed batch goes on exactly behind it. */
  readonly batch?: { readonly id: string; readonly position: number }
}

/** Something that the plan rests on changed while the licence was being made: nothing is written. */
export class PlanOutdatedError extends Error {
  override readonly name = 'PlanOutdatedError'
}

/** What is no longer as it was when the licence was planned, for the log; undefined while all of it stands. */
export function whyOutdated(stores: Stores, plan: IssuePlan): string | undefined {
  const now = stores.applications.get(plan.application.id)
  if (!now || now.revision !== plan.application.revision || now.state !== 'approved')
    return 'the application changed while its licence was being made'
  if (plan.previous && stores.licences.get(plan.previous.id)?.status !== plan.previous.status)
    return 'the present licence changed while its successor was being made'
  if (stores.seals.get(plan.seal.id)?.state !== 'active') return 'the seal was withdrawn while it sealed'
  if (plan.chosen.take && heldBlocksOf(stores).includes(plan.chosen.take.blockId))
    return 'the block of the number was held back while the licence was being made'
  return undefined
}

function supersede(stores: Stores, plan: IssuePlan, previous: Licence, at: Instant): void {
  stores.licences.setStatus(previous.id, 'superseded', at)
  const after: Licence = { ...previous, status: 'superseded', statusSince: at }
  stores.outbox.append(statusRecord(after, plan.application.event, { replacedBy: plan.identifier }), at)
}

/** The register: number as used, licence, digest of its copy, and what it takes the place of. */
function register(stores: Stores, plan: IssuePlan, file: CopyFile, at: Instant): void {
  const { licence, chosen } = plan
  if (chosen.take) stores.numbers.take({ ...chosen.take, number: chosen.number, licenceId: licence.id, at })
  stores.licences.insert(licence)
  stores.licences.addFile(file)
  if (plan.previous) supersede(stores, plan, plan.previous, at)
}

function queue(stores: Stores, plan: IssuePlan, application: Application, file: CopyFile, at: Instant): void {
  stores.outbox.append(metadataRecord(plan.kind, plan.licence, file), at)
  stores.outbox.append(catalogueRecord(plan.kind, plan.licence), at)
  stores.outbox.append(itemRecord(plan.licence, application), at)
  stores.outbox.append(sealUseRecord(plan.licence, plan.seal, file.sha256), at)
}

/** The application is done, and so is its place in the batch. */
function settle(stores: Stores, plan: IssuePlan, application: Application, copy: IssuedCopy): void {
  const issued: Application = {
    ...application,
    state: 'issued',
    revision: application.revision + 1,
    updatedAt: copy.at,
  }
  if (!stores.applications.update(issued, application.revision))
    throw new Error('the application changed within its own transaction')
  if (!copy.batch) return
  const item: BatchItem = {
    position: copy.batch.position,
    applicationId: application.id,
    state: 'issued',
    licenceId: plan.licence.id,
    error: null,
  }
  stores.batches.settle(copy.batch.id, item)
}

/**
 * The one transaction of issuing, inside the caller's `write`: licence, number as used, seal use, digest of the copy,
 * outbox, journal, application, batch item. All of it or nothing. @throws PlanOutdatedError
 */
export function commitLicence(stores: Stores, plan: IssuePlan, copy: IssuedCopy): void {
  const { licence, seal } = plan
  const { file, at, actor } = copy
  const outdated = whyOutdated(stores, plan)
  if (outdated !== undefined) throw new PlanOutdatedError(outdated)
  const { application } = plan // of this revision still
  register(stores, plan, file, at)
  stores.seals.recordUse({
    sealId: seal.id,
    licenceId: licence.id,
    identifier: plan.identifier,
    documentDigest: file.sha256,
    at,
    byUserId: actor.userId,
    byName: actor.name,
  })
  queue(stores, plan, application, file, at)
  settle(stores, plan, application, copy)
  noteIssue(stores, at)
  journalled(stores, actor, at, {
    action: 'licence.issued',
    subjectType: 'licence',
    subjectId: licence.id,
    detail: {
      number: licence.number,
      identifier: plan.identifier,
      event: licence.event,
      file: file.sha256,
      seal: seal.id,
    },
  })
}
