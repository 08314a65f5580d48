import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSignedEnvelopes } from '../../../electron/signing/index.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { makeOffice, NOW, type Office } from './support/office.ts'

const envelopes = createSignedEnvelopes()
const payload = utf8('{"block":"京","from":1}')
let office: Office

beforeAll(async () => {
  office = await makeOffice()
})

const open = (file: Uint8Array, at: Instant = NOW): string => {
  const result = envelopes.open(file, 'number-block', { trust: office.trust, at })
  return result.ok ? 'opened' : result.error.code
}

describe('signed envelopes', () => {
  it('give back what was sealed, and who sealed it', () => {
    const file = envelopes.seal(payload, 'number-block', office.key)
    const result = envelopes.open(file, 'number-block', { trust: office.trust, at: NOW })
    expect(result).toMatchObject({
      ok: true,
      value: {
        payload: { block: '京', from: 1 },
        signer: '电子证照专用章（样例）',
        signerFingerprint: office.key.certificate.fingerprint,
      },
    })
  })
  it('name what is wrong', () => {
    const file = envelopes.seal(payload, 'number-block', office.key)
    const text = Buffer.from(file).toString('utf8')
    const asPack = utf8(text.replace('number-block', 'standard-pack'))
    expect(open(asPack)).toBe('envelope-wrong-type')
    const relabelled = envelopes.open(asPack, 'standard-pack', { trust: office.trust, at: NOW })
    expect(relabelled.ok ? '' : relabelled.error.code).toBe('envelope-signature-invalid')
    expect(open(file, '2032-01-01T00:00:00.000Z' as Instant)).toBe('envelope-signer-expired')
    const stranger = envelopes.open(file, 'number-block', { trust: [], at: NOW })
    expect(stranger.ok ? '' : stranger.error.code).toBe('envelope-signer-untrusted')
    expect(open(utf8('{}'))).toBe('envelope-unreadable')
    expect(open(utf8(text.replace('{', '{"extra":1,')))).toBe('envelope-unreadable')
    expect(open(envelopes.seal(utf8('no json'), 'number-block', office.key))).toBe('envelope-unreadable')
    expect(open(new Uint8Array(17 * 1024 * 1024))).toBe('envelope-unreadable')
  })
  it('never open with a changed byte that matters', () => {
    const file = envelopes.seal(payload, 'number-block', office.key)
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = Uint8Array.from(file)
        bad[at] = (bad[at] ?? 0) ^ change
        const result = envelopes.open(bad, 'number-block', { trust: office.trust, at: NOW })
        // The root travels along but is taken from the trust list: only its copy may differ unseen.
        if (result.ok) expect(result.value.payload).toEqual({ block: '京', from: 1 })
      }),
      { numRuns: 1000 },
    )
  })
})
