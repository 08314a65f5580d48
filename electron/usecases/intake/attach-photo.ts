import { type Application } from '../../../shared/domain/application/application.ts'
import { type PhotoErrorCode } from '../../../shared/domain/photo/inspect-photo.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PhotoConverter } from '../../ports/photo-converter.ts'
import { journalled } from '../common/journal.ts'
import { editable, keepEdit, type EditInput, type EditRefusal } from './edit-application.ts'
import { photoToKeep } from './keep-photo.ts'
import { type IntakePorts } from './ports.ts'

export interface AttachPhotoInput extends EditInput {
  readonly photo: Uint8Array
}

export type AttachPhotoError = EditRefusal | AppError<'photo-not-asked' | PhotoErrorCode>

export interface AttachPhotoPorts extends Pick<IntakePorts, 'db' | 'clock' | 'standard'> {
  readonly photos: PhotoConverter
}

/** Keeps the holder's photo with the draft, once it fits the kind's rule. */
export function attachPhoto(ports: AttachPhotoPorts) {
  return (actor: Actor, input: AttachPhotoInput): Result<Application, AttachPhotoError> =>
    ports.db.write((stores): Result<Application, AttachPhotoError> => {
      const application = editable(stores, input)
      if ('code' in application) return err(application)
      const kind = ports.standard.kind(application.kind)
      const field = kind.fields.find(f => f.type.type === 'photo')
      if (!field || !kind.photo)
        return err(appError('photo-not-asked', words('该类证照不需要照片', 'This kind has no photo')))
      const photo = photoToKeep(ports.photos, input.photo, kind.photo)
      if (!photo.ok) return photo
      const at = ports.clock.now()
      const digest = stores.blobs.put(photo.value)
      const changed = keepEdit(stores, actor, at, application, {
        values: { ...application.values, [field.id]: digest },
      })
      journalled(stores, actor, at, {
        action: 'application.photo-attached',
        subjectType: 'application',
        subjectId: application.id,
        detail: { receipt: application.receiptNumber, photo: digest },
      })
      return ok(changed)
    })
}
