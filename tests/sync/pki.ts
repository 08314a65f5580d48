import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { makeCertificate } from '../../electron/signing/demo-pki/certificate.ts'
import { type EnvelopeType, type SignedEnvelopes } from '../../electron/ports/signed-envelope.ts'
import { type UnlockedKey } from '../../electron/ports/seal-keys.ts'
import { type Instant } from '../../shared/kernel/instant.ts'

const FROM = '2026-01-01T00:00:00.000Z' as Instant
const UNTIL = '2046-01-01T00:00:00.000Z' as Instant

export interface TestSigner {
  readonly root: Uint8Array
  sign(envelopes: SignedEnvelopes, payload: unknown, type: EnvelopeType): string
}

/** A root and a signer under it, as a store has them. */
export function testSigner(common: string): TestSigner {
  const name = (what: string) => ({ organisation: '样例', unit: '样例', common: `${common} ${what}` })
  const [issuerKeys, keys] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }))
  if (!issuerKeys || !keys) throw new Error('no keys')
  const certificate = (role: 'root' | 'leaf', subjectKey: typeof keys.publicKey): Uint8Array =>
    makeCertificate({
      subject: name(role),
      subjectKey,
      issuer: name('root'),
      issuerKeys,
      role,
      notBefore: FROM,
      notAfter: UNTIL,
    })
  const root = certificate('root', issuerKeys.publicKey)
  const leaf = certificate('leaf', keys.publicKey)
  const signed = (data: Uint8Array): Uint8Array => sign('sha256', data, keys.privateKey)
  const key: UnlockedKey = {
    certificate: {
      certificate: leaf,
      chain: [],
      subject: '',
      issuer: '',
      serial: '01',
      notBefore: FROM,
      notAfter: UNTIL,
      keyType: 'ec',
      keyBits: 256,
      fingerprint: createHash('sha256').update(leaf).digest('hex'),
    },
    sign: signed,
    signAside: data => Promise.resolve(signed(data)),
    lock: () => undefined,
  }
  return {
    root,
    sign: (envelopes, payload, type) =>
      Buffer.from(envelopes.seal(Buffer.from(JSON.stringify(payload)), type, key)).toString(),
  }
}
