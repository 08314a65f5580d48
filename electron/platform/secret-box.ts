import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type SecretBox } from '../ports/secret-box.ts'

const NONCE = 12
const TAG = 16

/** AES-256-GCM under a key of its own, derived (HKDF-SHA-256) from that of the data: base64 of nonce, ciphertext and tag. */
export function createSecretBox(dataKey: Uint8Array): SecretBox {
  const key = Buffer.from(
    hkdfSync('sha256', dataKey, Buffer.alloc(0), 'licence-workstation/secret-box@1', 32),
  )
  return {
    seal(secret, purpose) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(purpose))
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
        'base64',
      )
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < NONCE + TAG) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
      decipher.setAAD(Buffer.from(purpose))
      decipher.setAuthTag(bytes.subarray(-TAG))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}
