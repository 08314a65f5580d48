import { createPadesSigner } from '../../../../electron/signing/index.ts'
import { type PreparedDocument } from '../../../../electron/ports/face-renderer.ts'
import { type UnlockedKey } from '../../../../electron/ports/seal-keys.ts'

const signer = createPadesSigner()

/** A document signed on the spot, the key not let out of hand meanwhile. */
export function signAtOnce(document: PreparedDocument, key: UnlockedKey) {
  const begun = signer.begin(document, key.certificate)
  return begun.ok ? begun.value.complete(key.sign(begun.value.bytes)) : begun
}
