import { type Application } from '../../../shared/domain/application/application.ts'
import { type Page } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type ApplicationQuery } from '../../ports/stores/applications.ts'
import { maskedApplication } from '../../../shared/domain/privacy.ts'
import { applicationNotFound } from './errors.ts'
import { type IntakePorts } from './ports.ts'

const MAX_LIMIT = 500

/** The queue, oldest first, personal data masked. */
export function listApplications(ports: Pick<IntakePorts, 'db' | 'standard'>) {
  return (_actor: Actor, query: ApplicationQuery): Result<Page<Application>, AppError<'limit-wrong'>> => {
    if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_LIMIT) {
      return err(
        appError('limit-wrong', words(`每页应为 1 到 ${MAX_LIMIT} 条`, `A page has 1 to ${MAX_LIMIT} rows`)),
      )
    }
    const page = ports.db.read(stores => stores.applications.list(query))
    return ok({
      ...page,
      items: page.items.map(a => maskedApplication(ports.standard.kind(a.kind), a)),
    })
  }
}

/** One application in full: who works on it must see what is written in it. */
export function openApplication(ports: Pick<IntakePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string },
  ): Result<Application, AppError<'application-not-found'>> => {
    const application = ports.db.read(stores => stores.applications.get(input.applicationId))
    return application ? ok(application) : err(applicationNotFound)
  }
}
