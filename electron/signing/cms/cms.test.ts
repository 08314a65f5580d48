import fc from 'fast-check'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { makeCertificate } from '../demo-pki/certificate.ts'
import { DerError } from '../der/reader.ts'
import { createCmsBuilder } from './build.ts'
import { checkCms } from './check.ts'
import { parseSignedData } from './parse.ts'

const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const name = { organisation: '样例', unit: '样例', common: '样例' }
const certificate = makeCertificate({
  subject: { ...name, common: '样例印章' },
  subjectKey: keys.publicKey,
  issuer: name,
  issuerKeys: keys,
  role: 'leaf',
  notBefore: instantFromMillis(0),
  notAfter: instantFromMillis(4e12),
})
const content = Buffer.from('内容')
const digest = createHash('sha256').update(content).digest()
const builder = createCmsBuilder({ certificate, chain: [], keyType: 'ec' })
const attributes = builder.attributes(digest)
const cms = builder.container(attributes, sign('sha256', attributes, keys.privateKey))

describe('a CMS container', () => {
  it('is checked as built', () => {
    const { signedData, end } = parseSignedData(cms)
    expect(end).toBe(cms.length)
    expect(cms.length).toBeLessThanOrEqual(builder.maxBytes)
    const check = checkCms(signedData, [content])
    expect(check).toMatchObject({ problems: [], weakness: undefined })
    expect(check.signer?.displayName).toBe('样例印章')
  })
  it('names a changed content, a changed attribute order and a missing signer', () => {
    const { signedData } = parseSignedData(cms)
    expect(checkCms(signedData, [Buffer.from('别的')]).problems).toEqual(['message-digest-mismatch'])
    const [signer] = signedData.signers
    expect(checkCms({ ...signedData, signers: [] }, [content]).problems).toEqual(['signer-count'])
    expect(checkCms({ ...signedData, signers: [signer!, signer!] }, [content]).problems).toEqual([
      'signer-count',
    ])
    expect(checkCms({ ...signedData, certificates: [] }, [content]).problems).toEqual([
      'signer-certificate-missing',
    ])
    const bare = { ...signer!, signedAttributes: undefined }
    expect(checkCms({ ...signedData, signers: [bare] }, [content]).problems).toContain('signature-invalid')
  })
  it('throws nothing but DerError for damaged bytes, and never checks clean', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: cms.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, change, cut) => {
          const bad = Uint8Array.from(cms)
          bad[at] = (bad[at] ?? 0) ^ change
          try {
            const { signedData, end } = parseSignedData(cut ? bad.subarray(0, at) : bad)
            const { problems } = checkCms(signedData, [content])
            expect(problems.length > 0 || end !== cms.length).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(DerError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
