import { checkPhoto, type PhotoErrorCode } from '../../../shared/domain/photo/inspect-photo.ts'
import { type PhotoRule } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type PhotoConverter } from '../../ports/photo-converter.ts'

/** The photo as it is kept: by the kind's rule, and of a format that a face can be drawn from. */
export function photoToKeep(
  converter: PhotoConverter,
  bytes: Uint8Array,
  rule: PhotoRule,
): Result<Uint8Array, AppError<PhotoErrorCode>> {
  const facts = checkPhoto(bytes, rule)
  if (!facts.ok) return facts
  return facts.value.format === 'bmp' ? converter.bmpToPng(bytes) : ok(bytes)
}
