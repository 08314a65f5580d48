import { type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { applicationNotFound } from './errors.ts'
import { type IntakePorts } from './ports.ts'

export type PhotoOfError = AppError<'application-not-found' | 'photo-missing'>

function pictureOf(stores: Stores, digest: FieldValue | undefined): Result<Uint8Array, PhotoOfError> {
  const bytes = typeof digest === 'string' ? stores.blobs.get(digest) : undefined
  return bytes ? ok(bytes) : err(appError('photo-missing', words('还没有照片', 'There is no photo yet')))
}

/** The picture that the licence shows which an application is about: for who compares the two. */
export function presentPhoto(ports: Pick<IntakePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string; readonly field: string },
  ): Result<Uint8Array, PhotoOfError> =>
    ports.db.read((stores): Result<Uint8Array, PhotoOfError> => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      const present = application.licenceId ? stores.licences.get(application.licenceId) : undefined
      return pictureOf(stores, present?.values[input.field])
    })
}

/** The picture that stands in a photo field of an application. */
export function photoOf(ports: Pick<IntakePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly applicationId: string; readonly field: string },
  ): Result<Uint8Array, PhotoOfError> =>
    ports.db.read((stores): Result<Uint8Array, PhotoOfError> => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      return pictureOf(stores, application.values[input.field])
    })
}
