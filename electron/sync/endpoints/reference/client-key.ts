import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { pairingProofText, renewalProofText } from '../../../../shared/protocol/pairing.ts'
import { type SecretBox } from '../../../ports/secret-box.ts'
import { type ClientKey } from '../../../ports/store-gateway.ts'

const PURPOSE = 'sync-client-key'

/** A new P-256 key; its private part leaves this folder sealed, or not at all. */
export function newClientKey(box: SecretBox): ClientKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    sealedKey: box.seal(der, PURPOSE),
  }
  der.fill(0)
  return key
}

const opened = (box: SecretBox, sealedKey: string) => {
  const der = box.open(sealedKey, PURPOSE)
  return der && createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
}

/** PEM for the TLS client; undefined where the key was sealed on other data. */
export const privatePem = (box: SecretBox, sealedKey: string): string | undefined =>
  opened(box, sealedKey)?.export({ type: 'pkcs8', format: 'pem' }).toString()

function proofOver(box: SecretBox, sealedKey: string, text: string): Uint8Array {
  const key = opened(box, sealedKey)
  if (!key) throw new Error('the key of this workstation does not open')
  return sign('sha256', Buffer.from(text), key)
}

/** Proves that this workstation has the key. @throws where the key does not open */
export const pairingProof = (
  box: SecretBox,
  sealedKey: string,
  secretHex: string,
  workstationId: string,
): Uint8Array => proofOver(box, sealedKey, pairingProofText(secretHex, workstationId))

/** The same for a key that follows another. */
export const renewalProof = (box: SecretBox, sealedKey: string, workstationId: string): Uint8Array =>
  proofOver(box, sealedKey, renewalProofText(workstationId))
