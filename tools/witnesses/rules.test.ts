import { describe, expect, it } from 'vitest'
import { JUDGES, type JudgeId } from './judges.mjs'
import { reasonsAgainst } from './rules.mjs'

/** What each judge says of a licence that is as it must be (taken from real runs). */
const GOOD = {
  pyhanko: {
    signatures: [
      {
        field: 'Seal',
        subFilter: '/ETSI.CAdES.detached',
        bottomLine: true,
        intact: true,
        valid: true,
        trusted: true,
        trustProblem: null,
        coverage: 'ENTIRE_FILE',
        modification: 'NONE',
        docmdp: 1,
        docmdpOk: true,
        seedValuesOk: true,
        digest: 'sha256',
        mechanism: 'sha256_ecdsa',
        signerInfos: 1,
        signedAttributes: ['content_type', 'message_digest', 'signing_certificate_v2'],
        signedAt: '2026-11-23T15:11:53+00:00',
        ades: 'PASSED.OK',
      },
    ],
  },
  dss: {
    signatures: [
      {
        indication: 'TOTAL_PASSED',
        subIndication: null,
        format: 'PAdES-BASELINE-B',
        bLevelValid: true,
        intact: true,
        valid: true,
        trustedChain: true,
        structureProblems: [],
        errors: [],
        warnings: ['The revocation info access is not present!'],
        docMdp: 1,
        byteRangeValid: true,
        modifications: [],
      },
    ],
    timestamps: 0,
  },
  verapdf: { claims: ['2b'], flavour: '2b', compliant: true, checks: 517, failedRules: [] },
  pdfbox: {
    strict: true,
    pages: 1,
    encrypted: false,
    form: { fields: ['Seal:Sig'], sigFlags: 3, needAppearances: false, xfa: false },
    permsDocMdp: 1,
    signatures: [
      {
        filter: 'Adobe.PPKLite',
        subFilter: 'ETSI.CAdES.detached',
        docMdp: 1,
        byteRange: [0, 9700, 16928, 601],
        coversFile: true,
        detached: true,
        signerInfos: 1,
        signers: [
          {
            certificates: 1,
            digest: '2.16.840.1.101.3.4.2.1',
            hasMessageDigest: true,
            hasSigningCertificateV2: true,
            subject: 'CN=x',
            verifies: true,
            problem: null,
            issuedByRoot: true,
          },
        ],
      },
    ],
    information: { Title: '网络文化经营许可证', ZZBH: '浙网文〔2026〕1001-001号' },
    text: '网络文化经营许可证测试有限公司',
  },
}

/** A value in its place that no judge says of a good file. */
const SPOILT: Record<JudgeId, readonly (readonly [path: string, value: unknown])[]> = {
  pyhanko: [
    ['signatures', []],
    ['signatures.0.subFilter', '/adbe.pkcs7.detached'],
    ['signatures.0.bottomLine', false],
    ['signatures.0.intact', false],
    ['signatures.0.valid', false],
    ['signatures.0.trusted', false],
    ['signatures.0.trustProblem', 'REVOKED'],
    ['signatures.0.coverage', 'ENTIRE_REVISION'],
    ['signatures.0.modification', 'LTA_UPDATES'],
    ['signatures.0.modification', null],
    ['signatures.0.docmdp', 2],
    ['signatures.0.docmdp', null],
    ['signatures.0.docmdpOk', false],
    ['signatures.0.seedValuesOk', false],
    ['signatures.0.digest', 'sha1'],
    ['signatures.0.signerInfos', 2],
    ['signatures.0.signedAttributes', ['content_type', 'message_digest']],
    [
      'signatures.0.signedAttributes',
      ['content_type', 'message_digest', 'signing_certificate_v2', 'signing_time'],
    ],
    ['signatures.0.signedAt', null],
    ['signatures.0.ades', 'INDETERMINATE.TRY_LATER'],
  ],
  dss: [
    ['signatures', []],
    ['signatures.0.indication', 'INDETERMINATE'],
    ['signatures.0.subIndication', 'TRY_LATER'],
    ['signatures.0.format', 'PAdES-BES'],
    ['signatures.0.bLevelValid', false],
    ['signatures.0.intact', false],
    ['signatures.0.valid', false],
    ['signatures.0.trustedChain', false],
    ['signatures.0.structureProblems', ['odd']],
    ['signatures.0.errors', ['odd']],
    ['signatures.0.docMdp', null],
    ['signatures.0.byteRangeValid', false],
    ['signatures.0.modifications', ['undefined changes']],
  ],
  verapdf: [
    ['claims', []],
    ['claims', ['1b']],
    ['flavour', '1b'],
    ['compliant', false],
    ['checks', 0],
    ['failedRules', [{ rule: '6.1.2-1', times: 1, message: 'x' }]],
  ],
  pdfbox: [
    ['strict', false],
    ['encrypted', true],
    ['pages', 2],
    ['form', null],
    ['form.sigFlags', 1],
    ['form.needAppearances', true],
    ['form.xfa', true],
    ['permsDocMdp', null],
    ['permsDocMdp', 3],
    ['signatures', []],
    ['signatures.0.subFilter', 'adbe.pkcs7.detached'],
    ['signatures.0.docMdp', 2],
    ['signatures.0.coversFile', false],
    ['signatures.0.detached', false],
    ['signatures.0.signerInfos', 2],
    ['signatures.0.signers.0.certificates', 0],
    ['signatures.0.signers.0.digest', '1.3.14.3.2.26'],
    ['signatures.0.signers.0.hasMessageDigest', false],
    ['signatures.0.signers.0.hasSigningCertificateV2', false],
    ['signatures.0.signers.0.verifies', false],
    ['signatures.0.signers.0.problem', 'not valid at signingTime'],
    ['signatures.0.signers.0.issuedByRoot', false],
    ['text', '网络文化经营许可证'],
    ['information.ZZBH', '浙网文〔2026〕1001-002号'],
    ['information', {}],
  ],
}

const EXPECTED = {
  pages: 1,
  text: ['测试 有限公司'],
  information: { ZZBH: '浙网文〔2026〕1001-001号' },
}

function spoilt(judge: JudgeId, path: string, value: unknown): unknown {
  const facts = structuredClone(GOOD[judge]) as Record<string, unknown>
  const keys = path.split('.')
  let at = facts
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  expect(at).toHaveProperty(keys.at(-1)!)
  at[keys.at(-1)!] = value
  return facts
}

describe.each(JUDGES.map(judge => judge.id))('rules for %s', judge => {
  it('has nothing against a good licence', () => {
    expect(reasonsAgainst(judge, GOOD[judge], EXPECTED)).toEqual([])
  })
  it.each(SPOILT[judge])('objects to %s = %j', (path, value) => {
    const reasons = reasonsAgainst(judge, spoilt(judge, path, value), EXPECTED)
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) expect(reason).not.toMatch(/undefined instead/)
  })
})

it('expects no signature where none was asked for', () => {
  const unsigned = { ...GOOD.pdfbox, signatures: [], form: null, permsDocMdp: null }
  expect(reasonsAgainst('pdfbox', unsigned, { signatures: 0 })).toEqual([])
  expect(reasonsAgainst('pdfbox', GOOD.pdfbox, { signatures: 0 })).not.toEqual([])
})
