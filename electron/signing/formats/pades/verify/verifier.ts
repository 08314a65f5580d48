import {
  type SignatureStatus,
  type Verdict,
  type VerificationReason,
  type VerificationReport,
} from '../../../../../shared/domain/seal/verification.ts'
import { millisOf } from '../../../../../shared/kernel/instant.ts'
import { words } from '../../../../../shared/kernel/words.ts'
import { type DocumentVerifier, type VerifyOptions } from '../../../../ports/document-verifier.ts'
import { readableCertificates } from '../../../cms/check.ts'
import { type Certificate } from '../../../x509/certificate.ts'
import { judgeLaterChanges, placeSignature, type PlacedSignature } from './context.ts'
import { signatureFields, type SignatureField } from './fields.ts'
import { Findings } from './findings.ts'
import { licenceMetadata } from './metadata.ts'
import { hasUsageRightsOnly } from './mdp.ts'
import { PdfDocument, type PdfRevision } from './pdf/document.ts'
import { PdfError } from './pdf/objects.ts'
import { checkSignature, storedCertificates, type ProvenTime } from './signature.ts'
import { checkTimestamp, type TimestampCheck, type TimestampTrust } from './timestamp.ts'
import { refusal } from './refusals.ts'
import { removedSignature } from './removed.ts'

interface Candidate {
  readonly field: SignatureField
  readonly findings: Findings
  readonly placed: PlacedSignature | undefined
  /** Of document time stamps. */
  readonly stamp: TimestampCheck | undefined
}

const isDocumentTimestamp = (placed: PlacedSignature | undefined): boolean =>
  placed?.subFilter === 'ETSI.RFC3161'

function prepare(
  document: PdfDocument,
  field: SignatureField,
  trust: TimestampTrust,
  stored: readonly Certificate[],
): Candidate {
  const findings = new Findings()
  const placed = placeSignature(document, field, findings)
  const stamp =
    placed && isDocumentTimestamp(placed)
      ? checkTimestamp(placed.range.contents.bytes, placed.parts, trust, stored)
      : undefined
  return { field, findings, placed, stamp }
}

const provenTimes = (candidates: readonly Candidate[]): ProvenTime[] =>
  candidates.flatMap(({ placed, stamp, findings }) =>
    placed && stamp?.time !== undefined && stamp.problems.length === 0 && !findings.broken
      ? [{ end: placed.range.end, time: stamp.time }]
      : [],
  )

/** Problems of a token, in the words for signatures. */
function noteStamp(stamp: TimestampCheck, findings: Findings): void {
  for (const problem of stamp.problems) {
    if (problem === 'timestamp-unreadable') findings.add('cms-unreadable')
    else if (problem === 'timestamp-weak') findings.add('weak-algorithm', stamp.weakness)
    else if (problem === 'timestamp-untrusted') findings.add('no-chain')
    else findings.add(problem)
  }
  if (stamp.problems.length === 0) findings.add('timestamp-valid', stamp.signer?.displayName)
}

function coverageOf(document: PdfDocument, candidate: Candidate): SignatureStatus['coverage'] {
  if (!candidate.placed) return 'unclear'
  return candidate.placed.index === 0 ? 'whole-document' : 'revision'
}

type Facts = Pick<SignatureStatus, 'level' | 'signer' | 'signedAt' | 'timeSource' | 'certificateFingerprint'>

const NO_FACTS: Facts = {
  level: 'unknown',
  signer: null,
  signedAt: null,
  timeSource: 'none',
  certificateFingerprint: null,
}

/** A form may be filled in between two signatures; what nobody signed afterwards counts as a change. */
function judgeFilledForms(candidates: readonly Candidate[]): void {
  const settled = candidates.filter(
    c => c.placed && !c.stamp && !c.findings.broken && !c.findings.has('form-filled'),
  )
  for (const { placed, findings } of candidates) {
    if (!placed || !findings.has('form-filled')) continue
    const covered = settled.some(c => c.placed && c.placed.range.end > placed.range.end)
    if (!covered) findings.add('form-filled-unsigned')
  }
}

class Verification {
  readonly #document: PdfDocument
  readonly #trust: TimestampTrust
  readonly #stored: readonly Certificate[]

  constructor(document: PdfDocument, trust: TimestampTrust, stored: readonly Certificate[]) {
    this.#document = document
    this.#trust = trust
    this.#stored = stored
  }

  /** Everything about each signature on its own, then what they mean for each other. */
  judge(candidates: readonly Candidate[]): SignatureStatus[] {
    const times = provenTimes(candidates)
    const facts = candidates.map(candidate => this.#facts(candidate, times))
    for (const { placed, stamp, findings } of candidates) {
      if (placed) this.#judgeChanges(placed, findings)
      if (stamp) noteStamp(stamp, findings)
    }
    judgeFilledForms(candidates)
    return candidates.map((candidate, i) => this.#status(candidate, facts[i] ?? NO_FACTS))
  }

  #status(candidate: Candidate, facts: Facts): SignatureStatus {
    const { findings } = candidate
    return { ...findings.judge(), ...facts, coverage: coverageOf(this.#document, candidate) }
  }

  #judgeChanges(placed: PlacedSignature, findings: Findings): void {
    try {
      judgeLaterChanges(this.#document, placed, findings)
    } catch (error) {
      if (!(error instanceof PdfError)) throw error
      findings.add('comparison-impossible', error.message)
    }
  }

  #facts({ placed, findings, stamp }: Candidate, times: readonly ProvenTime[]): Facts {
    if (!placed) return NO_FACTS
    if (stamp) {
      return {
        level: 'DocTimeStamp',
        signer: stamp.signer?.displayName ?? null,
        signedAt: stamp.time === undefined ? null : new Date(stamp.time).toISOString(),
        timeSource: stamp.problems.length === 0 ? 'timestamp' : 'none',
        certificateFingerprint: stamp.signer?.fingerprint ?? null,
      }
    }
    const shared = { document: this.#document, trust: this.#trust, stored: this.#stored }
    return checkSignature({ ...shared, placed, findings, provenTimes: times })
  }
}

const VERDICTS: readonly Verdict[] = ['failed', 'indeterminate', 'passed']

function verdictOf(signatures: readonly SignatureStatus[]): Verdict {
  const each = signatures.map(s =>
    s.indication === 'TOTAL_FAILED'
      ? 'failed'
      : s.indication === 'INDETERMINATE'
        ? 'indeterminate'
        : 'passed',
  )
  return VERDICTS.find(v => each.some(e => e === v)) ?? 'unsigned'
}

function unsignedReasons(document: PdfDocument): VerificationReason[] {
  const reasons = [
    { code: 'no-signature', text: words('文件没有数字签名', 'the file has no digital signature') },
  ]
  if (hasUsageRightsOnly(document.latest)) {
    const text = words(
      '文件只有阅读器使用权签名，不是对内容的签名',
      'the file has a usage-rights signature only, which signs no content',
    )
    reasons.push({ code: 'usage-rights-only', text })
  }
  return reasons
}

function verifyPdf(bytes: Uint8Array, options: VerifyOptions): VerificationReport {
  const document = new PdfDocument(bytes)
  const { signed, shared } = signatureFields(document.latest)
  if (signed.length === 0) {
    if (document.encrypted) throw new PdfError('pdf-encrypted', 'encrypted and without a readable signature')
    const removed = removedSignature(bytes)
    if (removed !== undefined) return refused('pdf', refusal('signature-removed', removed))
    const metadata = licenceMetadata(document.latest)
    const reasons = unsignedReasons(document)
    return { format: 'pdf', signatures: [], verdict: 'unsigned', reasons, metadata, metadataSigned: false }
  }
  const trust = { anchors: readableCertificates(options.trust).found, at: millisOf(options.at) }
  const stored = storedCertificates(document)
  const candidates = signed.map(field => prepare(document, field, trust, stored))
  if (shared) candidates[0]?.findings.add('field-shared')
  const signatures = new Verification(document, trust, stored).judge(candidates)
  const { revision, holds } = metadataSource(document, candidates, signatures)
  return {
    format: 'pdf',
    signatures,
    verdict: verdictOf(signatures),
    reasons: [],
    metadata: licenceMetadata(revision),
    metadataSigned: holds,
  }
}

/** The state that the first signature with sound cryptography signed; the last state where there is none. */
function metadataSource(
  document: PdfDocument,
  candidates: readonly Candidate[],
  signatures: readonly SignatureStatus[],
): { revision: PdfRevision; holds: boolean } {
  for (const integrity of ['intact', 'modified'] as const) {
    const found = candidates.find((c, i) => c.placed && !c.stamp && signatures[i]?.integrity === integrity)
    if (found?.placed) return { revision: found.placed.revision, holds: integrity === 'intact' }
  }
  return { revision: document.latest, holds: false }
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((c, i) => bytes[i] === c.charCodeAt(0))

/** An OFD package is a ZIP file whose directory names OFD.xml. */
const isOfd = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 'PK\u0003\u0004') && Buffer.from(bytes).includes('OFD.xml')

const refused = (format: VerificationReport['format'], reason: VerificationReason): VerificationReport => ({
  format,
  signatures: [],
  verdict: 'refused',
  reasons: [reason],
  metadata: {},
  metadataSigned: false,
})

/**
 * Judges PDF signatures strictly (PAdES and CMS), by a reading of its own that shares nothing with the signer. OFD is
 * recognised and refused for now. What a file holds never makes it throw.
 */
export function createDocumentVerifier(): DocumentVerifier {
  return {
    verify(bytes, options) {
      if (isOfd(bytes)) return refused('ofd', refusal('ofd-not-supported'))
      if (!startsWith(bytes, '%PDF-')) return refused('unknown', refusal('not-pdf'))
      try {
        return verifyPdf(bytes, options)
      } catch (error) {
        if (error instanceof PdfError) return refused('pdf', refusal(error.code, error.message))
        throw error
      }
    },
  }
}
