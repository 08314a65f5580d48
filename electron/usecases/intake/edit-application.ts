import { workedOnBy, type Application } from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { applicationNotFound, revisionStale, wrongState } from './errors.ts'

export interface EditInput {
  readonly applicationId: string
  /** The revision that the editor saw; a newer one refuses the edit. */
  readonly seenRevision: number
}

export type EditRefusal = AppError<'application-not-found' | 'application-state-wrong' | 'revision-stale'>

export const EDITABLE: readonly Application['state'][] = ['draft', 'returned']

/** The application as it may be edited now, inside the caller's transaction, or why it may not. */
export function editable(
  stores: Stores,
  input: EditInput,
  states: readonly Application['state'][] = EDITABLE,
): Application | EditRefusal {
  const application = stores.applications.get(input.applicationId)
  if (!application) return applicationNotFound
  if (!states.includes(application.state)) return wrongState(application)
  if (application.revision !== input.seenRevision) return revisionStale(application.revision)
  return application
}

/**
 * Keeps an edit as the next revision, inside the caller's transaction. Who edits another's application is journalled the
 * first time, and may from then on not decide on it.
 */
export function keepEdit(
  stores: Stores,
  actor: Actor,
  at: Instant,
  application: Application,
  change: Partial<Pick<Application, 'values' | 'materials' | 'state' | 'submittedAt' | 'decision'>>,
): Application {
  const touched = workedOnBy(application, actor.userId)
  const changed: Application = {
    ...touched,
    ...change,
    revision: application.revision + 1,
    updatedAt: at,
  }
  if (!stores.applications.update(changed, application.revision))
    throw new Error('the application changed within its own transaction')
  if (touched !== application) {
    journalled(stores, actor, at, {
      action: 'application.edited-by-another',
      subjectType: 'application',
      subjectId: application.id,
      detail: { receipt: application.receiptNumber, revision: changed.revision },
    })
  }
  return changed
}
