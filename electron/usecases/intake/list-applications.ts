import { type Application } from '../../../shared/domain/application/application.ts'
import { type Page } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type ApplicationQuery } from '../../ports/stores/applications.ts'
import { maskedValues } from '../../../shared/domain/privacy.ts'
import { applicationNotFound } from './errors.ts'
import { type IntakePorts } from './ports.ts'

/** The queue, oldest first, personal data masked. */
export function listApplications(ports: Pick<IntakePorts, 'db' | 'standard'>) {
  return (_actor: Actor, query: ApplicationQuery): Result<Page<Application>, never> => {
    const page = ports.db.read(stores => stores.applications.list(query))
    return ok({
      ...page,
      items: page.items.map(a => ({ ...a, values: maskedValues(ports.standard.kind(a.kind), a.values) })),
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
