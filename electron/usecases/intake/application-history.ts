import { type Actor } from '../../../shared/domain/people/user.ts'
import { actWords } from '../../../shared/domain/licence/act-words.ts'
import { jsonWithoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'
import { applicationNotFound } from './errors.ts'

/** One act on an application, as the journal has it. */
export interface HistoryLine {
  readonly seq: number
  readonly at: Instant
  readonly byName: string
  /** `application.submitted` and so on, for programs. */
  readonly action: string
  readonly text: Words
  readonly detail: Json
}

const MAX_LINES = 500

/** What happened to an application, oldest first: who, when, what, and why where a reason was given. */
export function applicationHistory(ports: Pick<BasePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string },
  ): Result<readonly HistoryLine[], AppError<'application-not-found'>> =>
    ports.db.read(stores => {
      if (!stores.applications.get(input.applicationId)) return err(applicationNotFound)
      return ok(
        stores.journal.list({ subject: input.applicationId, limit: MAX_LINES }).map(record => ({
          seq: record.seq,
          at: record.at,
          byName: record.actorName,
          action: record.action,
          text: actWords(record.action),
          detail: jsonWithoutIdNumbers(record.detail),
        })),
      )
    })
}
