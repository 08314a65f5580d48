import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type StoreEnvelope, type StoreSigner } from '../../ports/signer.ts'

/** A payload as a signed envelope: the same value always has the same bytes. */
export const sealed = (signer: StoreSigner, payload: object, type: StoreEnvelope): string =>
  signer.seal(utf8(canonicalJson(payload as Json)), type)
