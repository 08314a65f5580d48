import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { applicationNotFound } from './errors.ts'
import { type IntakePorts } from './ports.ts'

export type PhotoOfError = AppError<'application-not-found' | 'photo-missing'>

/** The picture that stands in a photo field of an application. */
export function photoOf(ports: Pick<IntakePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string; readonly field: string },
  ): Result<Uint8Array, PhotoOfError> =>
    ports.db.read((stores): Result<Uint8Array, PhotoOfError> => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      const digest = application.values[input.field]
      const bytes = typeof digest === 'string' ? stores.blobs.get(digest) : undefined
      return bytes ? ok(bytes) : err(appError('photo-missing', words('还没有照片', 'There is no photo yet')))
    })
}
