import { type SignatureStatus } from '../../../../../shared/domain/seal/verification.ts'
import { checkCms, readableCertificates, type CmsCheck } from '../../../cms/check.ts'
import { parseSignedData, type SignedData } from '../../../cms/parse.ts'
import { DerError } from '../../../der/reader.ts'
import { OID } from '../../../der/oids.ts'
import { timeOf } from '../../../der/values.ts'
import { type Certificate } from '../../../x509/certificate.ts'
import { validateChain, type ChainProblem } from '../../../x509/chain.ts'
import { oneCase } from './byte-range.ts'
import { claimedTime, type PlacedSignature } from './context.ts'
import { type Findings } from './findings.ts'
import { isCertification } from './mdp.ts'
import { isKind } from './pdf/objects.ts'
import { type PdfDocument } from './pdf/document.ts'
import { checkTimestamp, tokenOf, type TimestampTrust } from './timestamp.ts'

const DETACHED: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'PBAD.PAdES'])
const OBSOLETE: ReadonlySet<string> = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1'])

/** A time that a trusted document time stamp proves for every byte before `end`. */
export interface ProvenTime {
  readonly end: number
  readonly time: number
}

interface SignatureTask {
  readonly document: PdfDocument
  readonly placed: PlacedSignature
  readonly findings: Findings
  readonly trust: TimestampTrust
  readonly provenTimes: readonly ProvenTime[]
  /** From the document's security store: more certificates to build chains with. */
  readonly stored: readonly Certificate[]
}

type Facts = Pick<SignatureStatus, 'level' | 'signer' | 'signedAt' | 'timeSource' | 'certificateFingerprint'>

function readContainer({ placed, findings, document }: SignatureTask): SignedData | undefined {
  const { subFilter, range } = placed
  if (subFilter === undefined || !DETACHED.has(subFilter)) {
    findings.add(
      subFilter && OBSOLETE.has(subFilter) ? 'sub-filter-obsolete' : 'sub-filter-unknown',
      subFilter,
    )
    return undefined
  }
  const { bytes } = range.contents
  try {
    const { signedData, end } = parseSignedData(bytes)
    if (bytes.subarray(end).some(b => b !== 0)) findings.add('cms-padding')
    if (signedData.content !== undefined) findings.add('content-inside')
    if (!oneCase(range, document.bytes)) findings.add('not-canonical')
    return signedData
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    findings.add('cms-unreadable')
    return undefined
  }
}

function noteCms(check: CmsCheck, subFilter: string | undefined, findings: Findings): void {
  for (const problem of check.problems) {
    // Only PAdES asks for the attribute that names the certificate.
    if (problem === 'signing-certificate-missing' && subFilter !== 'ETSI.CAdES.detached') continue
    findings.add(problem)
  }
  if (check.weakness) findings.add('weak-algorithm', check.weakness)
}

interface SigningTime {
  readonly proven: number | undefined
  readonly stamped: boolean
}

/** The earliest moment that a trusted time stamp proves for this signature. */
function provenTime(task: SignatureTask, check: CmsCheck): SigningTime {
  const { placed, findings, trust } = task
  const times = task.provenTimes.filter(p => p.end >= placed.range.end).map(p => p.time)
  const token = tokenOf(check.info?.unsignedAttributes.get(OID.timeStampToken))
  let stamped = false
  if (token && check.info) {
    const stamp = checkTimestamp(token, [check.info.signature], trust, task.stored)
    if (stamp.problems.length === 0 && stamp.time !== undefined) {
      times.push(stamp.time)
      stamped = true
      findings.add('timestamp-valid', stamp.signer?.displayName)
    } else findings.add('timestamp-not-counted', stamp.problems.join(', '))
  }
  return { proven: times.length > 0 ? Math.min(...times) : undefined, stamped }
}

const CHAIN_CODES: Readonly<Record<ChainProblem['kind'], string>> = {
  'no-chain': 'no-chain',
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  constraints: 'chain-constraints',
  weak: 'chain-weak',
}

function judgeChain(task: SignatureTask, check: CmsCheck, at: number): void {
  if (!check.signer) return
  const pool = [...check.certificates, ...task.stored]
  const { problems } = validateChain(check.signer, pool, task.trust.anchors, at, 'document-signing')
  for (const problem of problems) {
    const what = 'what' in problem ? problem.what : undefined
    task.findings.add(CHAIN_CODES[problem.kind], what)
  }
  task.findings.add('revocation-not-checked')
}

function attributeTime(check: CmsCheck): string | undefined {
  const [value] = check.info?.signedAttributes?.values.get(OID.signingTime) ?? []
  try {
    return value && new Date(timeOf(value)).toISOString()
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

function levelOf(task: SignatureTask, check: CmsCheck, time: SigningTime): string {
  const attributes = check.info?.signedAttributes?.values
  if (task.placed.subFilter !== 'ETSI.CAdES.detached') return 'CMS'
  if (!attributes?.has(OID.signingCertificateV2) && !attributes?.has(OID.signingCertificate)) return 'CMS'
  if (attributes.has(OID.signingTime)) return 'CAdES'
  if (time.proven === undefined) return 'PAdES-BASELINE-B'
  const hasStore = task.document.latest.catalog.entries.has('DSS')
  if (!hasStore) return 'PAdES-BASELINE-T'
  return task.provenTimes.length > 0 && time.stamped ? 'PAdES-BASELINE-LTA' : 'PAdES-BASELINE-LT'
}

function noteClaimedTime(
  claimed: string | undefined,
  proven: number | undefined,
  task: SignatureTask,
  signer: Certificate | undefined,
): void {
  if (proven !== undefined) return
  task.findings.add(claimed === undefined ? 'time-missing' : 'time-self-declared')
  const millis = claimed === undefined ? undefined : Date.parse(claimed)
  if (signer && millis !== undefined && (millis < signer.notBefore || millis > signer.notAfter)) {
    task.findings.add('claimed-time-outside')
  }
}

const NOTHING: Facts = {
  level: 'unknown',
  signer: null,
  signedAt: null,
  timeSource: 'none',
  certificateFingerprint: null,
}

function factsOf(task: SignatureTask, data: SignedData, claimed: string | undefined): Facts {
  const check = checkCms(data, task.placed.parts, task.stored)
  noteCms(check, task.placed.subFilter, task.findings)
  const time = provenTime(task, check)
  const said = claimed ?? attributeTime(check)
  noteClaimedTime(said, time.proven, task, check.signer)
  judgeChain(task, check, time.proven ?? task.trust.at)
  if (isCertification(task.placed.revision, task.placed.dict)) task.findings.add('certified')
  const signer = check.signer
  const common = {
    level: levelOf(task, check, time),
    signer: signer?.displayName ?? null,
    certificateFingerprint: signer?.fingerprint ?? null,
  }
  return time.proven === undefined
    ? { ...common, signedAt: said ?? null, timeSource: said ? 'self-declared' : 'none' }
    : { ...common, signedAt: new Date(time.proven).toISOString(), timeSource: 'timestamp' }
}

/** Checks container, signature, time and chain of one soundly placed signature; what is wrong goes to the findings. */
export function checkSignature(task: SignatureTask): Facts {
  const data = readContainer(task)
  const claimed = claimedTime(task.placed.dict)
  const claimedFacts: Facts = {
    ...NOTHING,
    signedAt: claimed ?? null,
    timeSource: claimed ? 'self-declared' : 'none',
  }
  if (!data) return claimedFacts
  try {
    return factsOf(task, data, claimed)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    task.findings.add('cms-unreadable')
    return claimedFacts
  }
}

const MAX_STORED = 64

/** Certificates of the document's security store; streams that cannot be read are passed over. */
export function storedCertificates(document: PdfDocument): Certificate[] {
  const { latest } = document
  const store = latest.dict(latest.catalog.entries.get('DSS'))
  if (!store || document.encrypted) return []
  const streams = (latest.array(store.entries.get('Certs')) ?? [])
    .slice(0, MAX_STORED)
    .map(v => latest.resolve(v))
  const ders = streams.flatMap(stream => (isKind(stream, 'stream') ? [latest.decodedStream(stream)] : []))
  return readableCertificates(ders).found
}
