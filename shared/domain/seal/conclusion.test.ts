import { describe, expect, it } from 'vitest'
import { LICENCE_STATUSES } from '../licence/licence.ts'
import { conclusionOf } from './conclusion.ts'
import { type SignatureStatus, type Verdict } from './verification.ts'

const signature = (over: Partial<SignatureStatus> = {}): SignatureStatus => ({
  indication: 'TOTAL_PASSED',
  subIndication: null,
  integrity: 'intact',
  level: 'PAdES-BASELINE-B',
  signer: 'CN=样例',
  signedAt: null,
  timeSource: 'none',
  coverage: 'whole-document',
  certificateFingerprint: null,
  reasons: [],
  ...over,
})
const report = (verdict: Verdict, ...signatures: SignatureStatus[]) => ({ verdict, signatures, reasons: [] })
const known = { shown: 'valid', sameFile: true, differs: [], specimen: false } as const

describe('the verdict in plain words', () => {
  it('is good for one thing only: sound, in this register, and in force', () => {
    const passed = report('passed', signature())
    expect(conclusionOf(passed, known)).toMatchObject({
      tone: 'good',
      code: 'genuine',
      text: { zh: '真实有效' },
    })
    for (const shown of [...LICENCE_STATUSES, 'expired'] as const) {
      const said = conclusionOf(passed, { ...known, shown })
      expect([shown, said.tone === 'good']).toEqual([shown, shown === 'valid'])
    }
    expect(conclusionOf(passed, { ...known, shown: 'cancelled' }).text.zh).toBe('证照真实，但已注销')
    expect(conclusionOf(passed, null).tone).toBe('warn')
    for (const verdict of ['failed', 'indeterminate', 'unsigned', 'refused'] as const)
      expect(conclusionOf(report(verdict), known).tone).not.toBe('good')
  })

  it('is that it says otherwise, where another file of the issuer does', () => {
    const passed = report('passed', signature())
    expect(conclusionOf(passed, { ...known, sameFile: false, differs: ['CZZT'] }).code).toBe(
      'unlike-register',
    )
    expect(conclusionOf(passed, { ...known, sameFile: false }).code).toBe('genuine')
  })

  it('tells altered from revoked from broken', () => {
    const failed = (over: Partial<SignatureStatus>) =>
      conclusionOf(report('failed', signature({ indication: 'TOTAL_FAILED', ...over })), null).code
    expect(failed({ integrity: 'modified' })).toBe('altered')
    expect(failed({ integrity: 'broken', subIndication: 'HASH_FAILURE' })).toBe('altered')
    expect(failed({ subIndication: 'REVOKED' })).toBe('certificate-revoked')
    expect(failed({ integrity: 'broken', subIndication: 'SIG_CRYPTO_FAILURE' })).toBe('signature-bad')
  })

  it('never calls a specimen a licence', () => {
    expect(conclusionOf(report('passed', signature()), { ...known, specimen: true }).text.zh).toContain(
      '样例',
    )
  })
})
