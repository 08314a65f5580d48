import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type PreparedDocument } from './face-renderer.ts'
import { type UnlockedKey } from './seal-keys.ts'

/** Fills the gap of a prepared document with a CMS container. */
export interface DocumentSigner {
  readonly format: string
  sign(
    document: PreparedDocument,
    key: UnlockedKey,
  ): Result<Uint8Array, AppError<'placeholder-too-small' | 'no-signature-place'>>
}
