import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { childrenOf, readDerPrefix, type DerNode } from '../../../electron/signing/der/reader.ts'
import { context, oid, sequence, setOf, tlv } from '../../../shared/kernel/der-writer.ts'
import { type SignatureStatus } from '../../../shared/domain/seal/verification.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { makeOffice, type Office } from './support/office.ts'
import { derOfPem, Workshop } from './support/openssl.ts'
import { tinyPdf } from './support/tiny-pdf.ts'

/** A time stamping authority by the openssl command: an independent maker of RFC 3161 tokens. */
const shop = new Workshop()
let office: Office
let authority: Uint8Array

const TSA_CONFIG = `[tsa]
default_tsa = one
[one]
serial = serial.txt
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha1
ess_cert_id_alg = sha256
ess_cert_id_chain = no
`

beforeAll(async () => {
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  shop.file('tsa.cnf', TSA_CONFIG)
  shop.file('serial.txt', '01\n')
  shop.file(
    'tsa.ext',
    'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\nbasicConstraints=critical,CA:FALSE\n',
  )
  shop.run('openssl', [
    'req',
    '-x509',
    ...p256,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=TSA root',
  ])
  shop.run('openssl', ['req', ...p256, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Test TSA'])
  shop.run('openssl', [
    ...[
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'tsa.pem',
    ],
    ...['-days', '3000', '-extfile', 'tsa.ext'],
  ])
  authority = derOfPem(Buffer.from(shop.read('ca.pem')).toString('latin1'))
  office = await makeOffice('p256', new Date().toISOString() as Instant)
})
afterAll(() => shop.remove())

function token(data: Uint8Array, digest = 'sha256'): Uint8Array {
  shop.file('data.bin', data)
  shop.run('openssl', ['ts', '-query', '-data', 'data.bin', `-${digest}`, '-cert', '-out', 'q.tsq'])
  shop.run('openssl', [
    ...[
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-queryfile',
      'q.tsq',
      '-signer',
      'tsa.pem',
      '-inkey',
      'tsa.key',
    ],
    ...['-token_out', '-out', 'token.der'],
  ])
  return shop.read('token.der')
}

/** Puts another element behind the last one of the only SignerInfo. */
function withUnsigned(cms: Uint8Array, attribute: Uint8Array): Uint8Array {
  const extend = (node: DerNode, path: readonly number[]): Uint8Array => {
    const [step, ...rest] = path
    const items = childrenOf(node)
    const at = step === -1 ? items.length - 1 : (step ?? 0)
    const parts = items.map((item, i) => (step !== undefined && i === at ? extend(item, rest) : item.raw))
    return tlv(node.tag, ...parts, ...(step === undefined ? [attribute] : []))
  }
  // ContentInfo → [0] → SignedData → signerInfos → SignerInfo
  return extend(readDerPrefix(cms).node, [1, 0, -1, 0])
}

function stamped(signed: Uint8Array, make: (signature: Uint8Array) => Uint8Array): Uint8Array {
  const gap = tinyPdf({ reservedBytes: 16_000 }).gap!
  const hex = Buffer.from(signed.subarray(gap.start + 1, gap.end - 1)).toString('latin1')
  const { node, end } = readDerPrefix(Buffer.from(hex, 'hex'))
  const cms = new Uint8Array(Buffer.from(hex, 'hex').subarray(0, end))
  const signers = childrenOf(childrenOf(childrenOf(node)[1]!)[0]!).at(-1)!
  const signature = childrenOf(childrenOf(signers)[0]!).at(-1)!.content
  const attribute = context(1, sequence(oid('1.2.840.113549.1.9.16.2.14'), setOf(make(signature))))
  const extended = Buffer.from(withUnsigned(cms, attribute)).toString('hex')
  const out = Uint8Array.from(signed)
  out.set(Buffer.from(extended.padEnd(hex.length, '0'), 'latin1'), gap.start + 1)
  return out
}

const judge = (bytes: Uint8Array, trust: readonly Uint8Array[], at: string): SignatureStatus =>
  createDocumentVerifier().verify(bytes, { trust, at: at as Instant }).signatures[0]!

/** Why a time stamp does not count, in the words of the report. */
const notCounted = (status: SignatureStatus): string | undefined =>
  status.reasons.find(r => r.code === 'timestamp-not-counted')?.text.en

describe('signature time stamps', () => {
  const SOON = new Date(Date.now() + 60_000).toISOString()
  const AFTER_EXPIRY = new Date(Date.now() + 4 * 365 * 86_400_000).toISOString()
  const options = {
    reservedBytes: 16_000,
    signedAt: `D:${new Date().toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`,
  }

  it('prove the time, also after the seal certificate has expired', () => {
    const file = stamped(office.sign(options), token)
    const trust = [...office.trust, authority]
    for (const at of [SOON, AFTER_EXPIRY]) {
      const status = judge(file, trust, at)
      expect(status.reasons.map(r => r.code)).toContain('timestamp-valid')
      expect(status).toMatchObject({
        level: 'PAdES-BASELINE-T',
        timeSource: 'timestamp',
        integrity: 'intact',
      })
      expect(Math.abs(Date.parse(status.signedAt!) - Date.now())).toBeLessThan(600_000)
    }
  })
  it('do not count from an authority that is not trusted', () => {
    const status = judge(stamped(office.sign(options), token), office.trust, AFTER_EXPIRY)
    expect(status).toMatchObject({ timeSource: 'self-declared', subIndication: 'OUT_OF_BOUNDS_NO_POE' })
    expect(notCounted(status)).toContain('timestamp-untrusted')
  })
  it.each<[string, string, (signature: Uint8Array) => Uint8Array]>([
    ['made for something else', 'timestamp-imprint-mismatch', () => token(new Uint8Array(4))],
    ['over SHA-1', 'timestamp-weak', signature => token(signature, 'sha1')],
    [
      'with a changed byte',
      'signature-invalid',
      signature => {
        const bytes = token(signature)
        const at = bytes.length - 5
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return bytes
      },
    ],
    [
      'that is no token',
      'timestamp-unreadable',
      signature => sequence(tlv(0x04, createHash('sha256').update(signature).digest())),
    ],
  ])('do not count: %s (%s)', (_, why, make) => {
    const status = judge(stamped(office.sign(options), make), [...office.trust, authority], SOON)
    expect(status.timeSource).toBe('self-declared')
    expect(notCounted(status)).toContain(why)
  })
})
