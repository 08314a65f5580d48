import { createHash, type Hash, type KeyObject } from 'node:crypto'
import { equalBytes } from '../../../shared/kernel/bytes.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, DerError, DerFields, type DerNode } from '../der/reader.ts'
import { octetsOf, oidOf } from '../der/values.ts'
import {
  digestOf,
  signatureScheme,
  verifyParts,
  weakDigest,
  weaknessOf,
  type SignatureScheme,
} from '../x509/algorithms.ts'
import { parseCertificate, publicKeyOf, type Certificate } from '../x509/certificate.ts'
import { type Attributes, type SignedData, type SignerInfo } from './parse.ts'

/** Ordered from worst to least: what is wrong with one signer of a CMS container. */
export type CmsProblem =
  | 'signer-count'
  | 'content-type-mismatch'
  | 'digest-algorithm-unsupported'
  | 'message-digest-missing'
  | 'message-digest-mismatch'
  | 'signer-certificate-missing'
  | 'signature-algorithm-unsupported'
  | 'signature-invalid'
  | 'algorithm-protection-mismatch'
  | 'signing-certificate-mismatch'
  | 'signing-certificate-missing'
  | 'no-signed-attributes'
  | 'not-canonical'

export interface CmsCheck {
  readonly problems: readonly CmsProblem[]
  /** Names the weak algorithm or key, `sha1`, `rsa-1024`. */
  readonly weakness: string | undefined
  readonly signer: Certificate | undefined
  /** All certificates that the container carries and that can be read. */
  readonly certificates: readonly Certificate[]
  readonly info: SignerInfo | undefined
}

export function readableCertificates(ders: readonly Uint8Array[]): {
  found: Certificate[]
  unreadable: number
} {
  const found: Certificate[] = []
  let unreadable = 0
  for (const der of ders) {
    try {
      found.push(parseCertificate(der))
    } catch (error) {
      if (!(error instanceof DerError)) throw error
      unreadable += 1
    }
  }
  return { found, unreadable }
}

const single = (values: readonly DerNode[] | undefined): DerNode | undefined =>
  values?.length === 1 ? values[0] : undefined

function digestParts(name: string, parts: readonly Uint8Array[]): Uint8Array | undefined {
  let hash: Hash
  try {
    hash = createHash(name)
  } catch {
    return undefined
  }
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const findSigner = ({ id }: SignerInfo, pool: readonly Certificate[]): Certificate | undefined =>
  pool.find(c =>
    id.kind === 'key-id'
      ? c.subjectKeyId !== null && equalBytes(c.subjectKeyId, id.keyId)
      : equalBytes(c.issuer, id.issuer) && equalBytes(c.serial, id.serial),
  )

/** signing-certificate (SHA-1) or signing-certificate-v2: whether the first ESSCertID names this certificate. */
function namesCertificate(attribute: DerNode, certificate: Certificate, v2: boolean): boolean {
  const first = childrenOf(new DerFields(attribute).next(0x30))[0]
  if (!first) return false
  const fields = new DerFields(first)
  const algorithm = v2 ? fields.optional(0x30) : undefined
  const name = v2 ? (algorithm ? digestOf(algorithm.raw) : 'sha256') : 'sha1'
  const hash = octetsOf(fields.next(0x04))
  const actual = name && digestParts(name, [certificate.der])
  return actual !== undefined && actual !== '' && equalBytes(actual, hash)
}

function checkSigningCertificate(attributes: Attributes, signer: Certificate): CmsProblem | undefined {
  const v2 = single(attributes.values.get(OID.signingCertificateV2))
  const v1 = single(attributes.values.get(OID.signingCertificate))
  if (!v2 && !v1) return 'signing-certificate-missing'
  const right = (!v2 || namesCertificate(v2, signer, true)) && (!v1 || namesCertificate(v1, signer, false))
  return right ? undefined : 'signing-certificate-mismatch'
}

/** CMS algorithm protection (RFC 6211), where it stands: the digest, and the signature algorithm byte for byte. */
function protectionHolds(attributes: Attributes, info: SignerInfo): boolean {
  const values = attributes.values.get(OID.algorithmProtection)
  if (!values) return true
  const value = single(values)
  if (!value) return false
  const fields = new DerFields(value)
  const digest = fields.next(0x30).raw
  const signature = fields.optional(0xa1)
  const sameDigest = digestOf(digest) !== undefined && digestOf(digest) === digestOf(info.digestAlgorithm)
  return (
    sameDigest &&
    signature !== undefined &&
    equalBytes(signature.raw.subarray(1), info.signatureAlgorithm.subarray(1))
  )
}

/** What no signature covers must have its one canonical form, so that no byte can change unseen. */
function canonical(data: SignedData, info: SignerInfo, unreadable: number): boolean {
  const signerVersion = info.id.kind === 'key-id' ? 3 : 1
  const version = signerVersion === 3 || data.contentType !== OID.data ? 3 : 1
  return (
    data.strict &&
    unreadable === 0 &&
    info.version === signerVersion &&
    data.version === version &&
    data.digestAlgorithms.length === 1 &&
    data.digestAlgorithms.every(a => equalBytes(a, info.digestAlgorithm))
  )
}

function checkAttributes(
  data: SignedData,
  attributes: Attributes,
  parts: readonly Uint8Array[],
  digest: string,
): CmsProblem[] {
  const problems: CmsProblem[] = []
  const type = single(attributes.values.get(OID.contentType))
  if (!type || oidOf(type) !== data.contentType) problems.push('content-type-mismatch')
  const stated = single(attributes.values.get(OID.messageDigest))
  const actual = digestParts(digest, parts)
  if (!actual) problems.push('digest-algorithm-unsupported')
  else if (!stated) problems.push('message-digest-missing')
  else if (!equalBytes(octetsOf(stated), actual)) problems.push('message-digest-mismatch')
  return problems
}

interface SignatureCheck {
  readonly problems: CmsProblem[]
  readonly weakness: string | undefined
}

function checkSignature(
  info: SignerInfo,
  signer: Certificate,
  parts: readonly Uint8Array[],
  digest: string,
): SignatureCheck {
  const weak = weakDigest(digest) ? digest : undefined
  const key: KeyObject | undefined = publicKeyOf(signer)
  const scheme: SignatureScheme | undefined = signatureScheme(info.signatureAlgorithm, digest)
  if (!key || !scheme) return { problems: ['signature-algorithm-unsupported'], weakness: weak }
  const problems: CmsProblem[] = []
  const attributes = info.signedAttributes
  if (!verifyParts(scheme, key, attributes ? [attributes.signedBytes] : parts, info.signature)) {
    problems.push('signature-invalid')
  }
  if (!attributes) problems.push('no-signed-attributes')
  else {
    if (!protectionHolds(attributes, info)) problems.push('algorithm-protection-mismatch')
    const named = checkSigningCertificate(attributes, signer)
    if (named) problems.push(named)
  }
  return { problems, weakness: weak ?? weaknessOf(scheme, key) }
}

/**
 * Checks the one signer of a container against what was signed, given in parts. Chain and time are checked elsewhere.
 * Never throws for a container that `parseSignedData` could read, apart from DerError for malformed attributes.
 */
export function checkCms(
  data: SignedData,
  parts: readonly Uint8Array[],
  more: readonly Certificate[] = [],
): CmsCheck {
  const { found, unreadable } = readableCertificates(data.certificates)
  const [info] = data.signers
  if (!info || data.signers.length !== 1) {
    return {
      problems: ['signer-count'],
      weakness: undefined,
      signer: undefined,
      certificates: found,
      info: undefined,
    }
  }
  const signer = findSigner(info, found) ?? findSigner(info, more)
  const digest = digestOf(info.digestAlgorithm)
  const base = { signer, certificates: found, info }
  if (!digest) return { ...base, problems: ['digest-algorithm-unsupported'], weakness: undefined }
  const attributes = info.signedAttributes
  const problems = attributes ? checkAttributes(data, attributes, parts, digest) : []
  if (!signer) {
    const weakness = weakDigest(digest) ? digest : undefined
    return { ...base, problems: [...problems, 'signer-certificate-missing'], weakness }
  }
  const checked = checkSignature(info, signer, parts, digest)
  problems.push(...checked.problems)
  if (!canonical(data, info, unreadable)) problems.push('not-canonical')
  return { ...base, problems, weakness: checked.weakness }
}
