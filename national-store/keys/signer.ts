import { sign } from 'node:crypto'
import { concatBytes, utf8 } from '../../shared/kernel/bytes.ts'
import { canonicalJson } from '../../shared/kernel/canonical-json.ts'
import { type StoreSigner } from '../ports/signer.ts'
import { type KeyRing } from './key-ring.ts'

const FORMAT = 'licence-workstation-envelope/1'

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Seals with the signer's key of the moment; its certificate and the root travel along. */
export const createSigner = (ring: () => KeyRing): StoreSigner => ({
  seal(payload, type) {
    const { signer, root } = ring()
    const signed = concatBytes([utf8(`${FORMAT}\n${type}\n${payload.length}\n`), payload])
    return canonicalJson({
      format: FORMAT,
      type,
      payload: encode(payload),
      certificates: [signer.certificate, root.certificate].map(encode),
      signature: encode(sign('sha256', signed, signer.privateKey)),
    })
  },
})
