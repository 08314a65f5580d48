import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import {
  addDays,
  instantFromMillis,
  millisOf,
  type CivilDate,
  type Instant,
} from '../../shared/kernel/instant.ts'
import { makeCertificate, type CertificateName, type KeyPair, type Profile } from './certificate.ts'

/** A key with its certificate. */
export interface Identity extends KeyPair {
  readonly certificate: Uint8Array
}

export interface Authority extends Identity {
  readonly name: CertificateName
}

/** Clocks of counter machines differ: certificates begin a day early. */
const EARLY_DAYS = -1

/** Midnight of a day some days from now, in UTC. */
const dayFrom = (now: Instant, days: number): Instant =>
  instantFromMillis(Date.parse(`${addDays(now.slice(0, 10) as CivilDate, days)}T00:00:00Z`))

export const validity = (
  now: Instant,
  days: number,
): { readonly notBefore: Instant; readonly notAfter: Instant } => ({
  notBefore: dayFrom(now, EARLY_DAYS),
  notAfter: dayFrom(now, days),
})

const newKeys = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

export function newRoot(name: CertificateName, now: Instant, days: number): Authority {
  const keys = newKeys()
  const { der } = makeCertificate({
    subject: name,
    subjectKey: keys.publicKey,
    issuer: name,
    issuerKey: keys,
    profile: { use: 'root' },
    ...validity(now, days),
  })
  return { ...keys, certificate: der, name }
}

export function newIdentity(
  root: Authority,
  common: string,
  profile: Profile,
  now: Instant,
  days: number,
): Identity {
  const keys = newKeys()
  const { der } = makeCertificate({
    subject: { organisation: root.name.organisation, common },
    subjectKey: keys.publicKey,
    issuer: root.name,
    issuerKey: root,
    profile,
    ...validity(now, days),
  })
  return { ...keys, certificate: der }
}

export const certificatePem = (der: Uint8Array): string => new X509Certificate(der).toString()

/** Key and certificate in one text, so that one write replaces both. */
export const identityPem = (identity: Identity): string =>
  `${String(identity.privateKey.export({ format: 'pem', type: 'pkcs8' }))}${certificatePem(identity.certificate)}`

/** @throws on a file that is not what was written */
export function readIdentity(pem: string): Identity {
  const privateKey = createPrivateKey(pem)
  const at = pem.indexOf('-----BEGIN CERTIFICATE-----')
  const certificate = new X509Certificate(pem.slice(at))
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('key and certificate do not belong together')
  return { privateKey, publicKey: createPublicKey(privateKey), certificate: new Uint8Array(certificate.raw) }
}

/** Whether a third of its life or less is left: time to make the next. */
export function isAgeing(certificate: Uint8Array, now: Instant): boolean {
  const { validFrom, validTo } = new X509Certificate(certificate)
  const from = Date.parse(validFrom)
  const to = Date.parse(validTo)
  return to - millisOf(now) < (to - from) / 3
}
