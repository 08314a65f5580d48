import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type PreparedDocument } from './face-renderer.ts'
import { type SealCertificate } from './seal-keys.ts'

/** A document that waits for its key: what the key is to sign, and what becomes of the signature. */
export interface BegunSignature {
  readonly bytes: Uint8Array
  /** The signed document: the prepared one, its gap filled. */
  complete(signature: Uint8Array): Result<Uint8Array, AppError<'placeholder-too-small'>>
}

/** Fills the gap of a prepared document with a CMS container. The key itself is the caller's: it may take its time. */
export interface DocumentSigner {
  readonly format: string
  begin(
    document: PreparedDocument,
    certificate: SealCertificate,
  ): Result<BegunSignature, AppError<'no-signature-place'>>
}
