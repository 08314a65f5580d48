import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'

/** Old photo kiosks hand out bitmaps; faces are drawn from JPEG and PNG. */
export interface PhotoConverter {
  /** The same pixels as PNG. Only uncompressed bitmaps of 8, 24 or 32 bits a pixel are read; transparency is dropped. */
  bmpToPng(bytes: Uint8Array): Result<Uint8Array, AppError<'photo-unreadable'>>
}
