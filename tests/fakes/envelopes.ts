import { generateKeyPairSync, sign, verify, type KeyObject, createPublicKey } from 'node:crypto'
import { type SignedEnvelopes } from '../../electron/ports/signed-envelope.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'

const failed = (
  code:
    | 'envelope-unreadable'
    | 'envelope-wrong-type'
    | 'envelope-signature-invalid'
    | 'envelope-signer-untrusted',
) => err(appError(code, words(code, code)))

/**
 * Signed envelopes without certificates: a bare Ed25519 key stands for the lender's, its SPKI for the trust anchor.
 * Signatures are real, so that a changed byte is found; the certificates of real envelopes have tests of their own.
 */
export function keyEnvelopes(): SignedEnvelopes & {
  readonly anchor: Uint8Array
  /** `by` signs instead of the trusted key. */
  make(payload: unknown, by?: KeyObject): Uint8Array
} {
  const trusted = generateKeyPairSync('ed25519')
  const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })
  return {
    anchor: spki(trusted.publicKey),
    make(payload, by = trusted.privateKey) {
      const body = Buffer.from(JSON.stringify(payload))
      return Buffer.from(
        JSON.stringify({
          type: 'number-block',
          payload: body.toString('base64'),
          signer: spki(createPublicKey(by)).toString('base64'),
          signature: sign(null, body, by).toString('base64'),
        }),
      )
    },
    open(file, type, { trust }) {
      let parsed: Record<string, string>
      try {
        parsed = JSON.parse(Buffer.from(file).toString()) as Record<string, string>
      } catch {
        return failed('envelope-unreadable')
      }
      if (parsed['type'] !== type) return failed('envelope-wrong-type')
      const signer = Buffer.from(parsed['signer'] ?? '', 'base64')
      const body = Buffer.from(parsed['payload'] ?? '', 'base64')
      const key = createPublicKey({ key: signer, type: 'spki', format: 'der' })
      if (!verify(null, body, key, Buffer.from(parsed['signature'] ?? '', 'base64')))
        return failed('envelope-signature-invalid')
      if (!trust.some(anchor => signer.equals(anchor))) return failed('envelope-signer-untrusted')
      return ok({
        payload: JSON.parse(body.toString()) as unknown,
        signer: 'the lending store',
        signerFingerprint: 'f'.repeat(64),
      })
    },
    seal() {
      throw new Error('use make')
    },
  }
}
