import { type Application } from '../../../shared/domain/application/application.ts'
import { checkPhoto, type PhotoErrorCode } from '../../../shared/domain/photo/inspect-photo.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { applicationNotFound, revisionStale, wrongState } from './errors.ts'
import { type IntakePorts } from './ports.ts'

export interface AttachPhotoInput {
  readonly applicationId: string
  readonly seenRevision: number
  readonly photo: Uint8Array
}

export type AttachPhotoError = AppError<
  'application-not-found' | 'application-state-wrong' | 'revision-stale' | 'photo-not-asked' | PhotoErrorCode
>

/** Keeps the holder's photo with the draft, once it fits the kind's rule. */
export function attachPhoto(ports: Pick<IntakePorts, 'db' | 'clock' | 'standard'>) {
  return (_actor: Actor, input: AttachPhotoInput): Result<Application, AttachPhotoError> =>
    ports.db.write(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      if (application.state !== 'draft' && application.state !== 'returned')
        return err(wrongState(application))
      const kind = ports.standard.kind(application.kind)
      const field = kind.fields.find(f => f.type.type === 'photo')
      if (!field || !kind.photo)
        return err(appError('photo-not-asked', words('该类证照不需要照片', 'This kind has no photo')))
      const facts = checkPhoto(input.photo, kind.photo)
      if (!facts.ok) return facts
      const changed: Application = {
        ...application,
        values: { ...application.values, [field.id]: stores.blobs.put(input.photo) },
        revision: application.revision + 1,
        updatedAt: ports.clock.now(),
      }
      return stores.applications.update(changed, input.seenRevision)
        ? ok(changed)
        : err(revisionStale(application.revision))
    })
}
