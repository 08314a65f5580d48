import { equalBytes } from '../../../shared/kernel/bytes.ts'
import { DerError } from '../der/reader.ts'
import { OID } from '../der/oids.ts'
import { signatureScheme, verifyParts, weaknessOf } from './algorithms.ts'
import { KEY_USAGE, publicKeyOf, type Certificate } from './certificate.ts'

export type ChainProblem =
  | { readonly kind: 'no-chain' }
  | { readonly kind: 'expired'; readonly certificate: Certificate }
  | { readonly kind: 'not-yet-valid'; readonly certificate: Certificate }
  | { readonly kind: 'constraints'; readonly certificate: Certificate; readonly what: string }
  | { readonly kind: 'weak'; readonly certificate: Certificate; readonly what: string }

interface ChainResult {
  /** Leaf first, trust anchor last; only as far as it was found. */
  readonly path: readonly Certificate[]
  readonly problems: readonly ChainProblem[]
}

type ChainPurpose = 'document-signing' | 'time-stamping'

const MAX_DEPTH = 8
/** Signature checks for one chain: names can repeat, work must not explode. */
const MAX_CHECKS = 64

interface Step {
  readonly path: readonly Certificate[]
}

const sameCertificate = (a: Certificate, b: Certificate): boolean => equalBytes(a.der, b.der)

function issuedBy(certificate: Certificate, issuer: Certificate): boolean {
  try {
    const key = publicKeyOf(issuer)
    const scheme = signatureScheme(certificate.signatureAlgorithm)
    return !!key && !!scheme && verifyParts(scheme, key, [certificate.tbs], certificate.signature)
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): readonly Certificate[] | undefined {
  let checks = 0
  const queue: Step[] = [{ path: [leaf] }]
  for (let step = queue.shift(); step; step = queue.shift()) {
    const last = step.path.at(-1)
    if (!last) continue
    if (anchors.some(a => sameCertificate(a, last))) return step.path
    if (step.path.length >= MAX_DEPTH) continue
    for (const issuer of [...anchors, ...pool]) {
      if (!equalBytes(issuer.subject, last.issuer) || step.path.some(c => sameCertificate(c, issuer)))
        continue
      checks += 1
      if (checks > MAX_CHECKS) return undefined
      if (issuedBy(last, issuer)) queue.push({ path: [...step.path, issuer] })
    }
  }
  return undefined
}

function leafConstraints(leaf: Certificate, purpose: ChainPurpose): string | undefined {
  if (purpose === 'time-stamping') {
    return leaf.extendedKeyUsage?.includes(OID.timeStamping) ? undefined : 'extendedKeyUsage'
  }
  const usage = leaf.keyUsage
  if (usage && !usage.has(KEY_USAGE.digitalSignature) && !usage.has(KEY_USAGE.nonRepudiation))
    return 'keyUsage'
  return undefined
}

/** `below`: how many certificates that are not self-issued stand between this issuer and the leaf. */
function issuerConstraints(issuer: Certificate, below: number): string | undefined {
  if (!issuer.isCa) return 'basicConstraints'
  if (issuer.keyUsage && !issuer.keyUsage.has(KEY_USAGE.keyCertSign)) return 'keyUsage'
  return issuer.pathLength !== null && below > issuer.pathLength ? 'pathLenConstraint' : undefined
}

function weakSignature(certificate: Certificate, issuer: Certificate): string | undefined {
  const scheme = signatureScheme(certificate.signatureAlgorithm)
  const key = publicKeyOf(issuer)
  return scheme && key ? weaknessOf(scheme, key) : 'unknown algorithm'
}

function problemsOf(path: readonly Certificate[], at: number, purpose: ChainPurpose): ChainProblem[] {
  const problems: ChainProblem[] = []
  path.forEach((certificate, i) => {
    const issuer = path[i + 1]
    if (at > certificate.notAfter) problems.push({ kind: 'expired', certificate })
    if (at < certificate.notBefore) problems.push({ kind: 'not-yet-valid', certificate })
    const what = i === 0 ? leafConstraints(certificate, purpose) : issuerConstraints(certificate, i - 1)
    if (what) problems.push({ kind: 'constraints', certificate, what })
    const [unknown] = certificate.unknownCritical
    if (unknown) problems.push({ kind: 'constraints', certificate, what: unknown })
    const weak = issuer && weakSignature(certificate, issuer)
    if (weak) problems.push({ kind: 'weak', certificate, what: weak })
  })
  return problems
}

/**
 * Builds and judges the chain from a leaf to one of the anchors at a moment (milliseconds): signatures, validity, key usage,
 * basicConstraints, path length, critical extensions, algorithm strength (RFC 5280, section 6, without policies). Revocation is
 * not looked at.
 */
export function validateChain(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: number,
  purpose: ChainPurpose,
): ChainResult {
  const path = findPath(leaf, pool, anchors)
  return path
    ? { path, problems: problemsOf(path, at, purpose) }
    : { path: [leaf], problems: [{ kind: 'no-chain' }] }
}
