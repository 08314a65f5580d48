import { createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto'
import { utf8 } from '../../shared/kernel/bytes.ts'
import { type ClientAuthority, type OutsideKeys, type Secrets } from '../ports/keys.ts'
import { makeCertificate } from './certificate.ts'
import { validity } from './identity.ts'
import { LIFETIMES, type KeyRing } from './key-ring.ts'

const spki = (der: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })

/** Certificates with which workstations call the store. */
export const createClientAuthority = (
  ring: () => KeyRing,
  days: number = LIFETIMES.client,
): ClientAuthority => ({
  get root() {
    return ring().root.certificate
  },
  issue({ publicKey, workstationId, officeName, now }) {
    const { root } = ring()
    const valid = validity(now, days)
    const { der, serial } = makeCertificate({
      subject: { organisation: officeName, common: workstationId },
      subjectKey: spki(publicKey),
      issuer: root.name,
      issuerKey: root,
      profile: { use: 'client' },
      ...valid,
    })
    return { serial, certificate: der, validUntil: valid.notAfter }
  },
})

function readKey(der: Uint8Array): KeyObject | undefined {
  try {
    const key = spki(der)
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
      ? key
      : undefined
  } catch {
    return undefined
  }
}

export const outsideKeys: OutsideKeys = {
  proves(publicKey, text, proof) {
    const key = readKey(publicKey)
    try {
      return key !== undefined && verify('sha256', utf8(text), key, proof)
    } catch {
      return false
    }
  },
}

export const secrets: Secrets = { bytes: count => new Uint8Array(randomBytes(count)) }
