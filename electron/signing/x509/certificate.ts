import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { toHex } from '../../../shared/kernel/bytes.ts'
import { OID } from '../der/oids.ts'
import { childrenOf, DerFields, readDer, type DerNode } from '../der/reader.ts'
import {
  bitsOf,
  bitStringBytes,
  booleanOf,
  integerBytes,
  octetsOf,
  oidOf,
  smallInteger,
  textOf,
  timeOf,
} from '../der/values.ts'

/** Bits of KeyUsage (RFC 5280, 4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5 } as const

interface CertificateExtensions {
  readonly isCa: boolean
  readonly pathLength: number | null
  readonly keyUsage: ReadonlySet<number> | null
  readonly extendedKeyUsage: readonly string[] | null
  /** OIDs of critical extensions that this program does not process. */
  readonly unknownCritical: readonly string[]
}

/** An X.509 certificate as received; slices are views on `der`. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  /** AlgorithmIdentifier of the issuer's signature. */
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  /** INTEGER content. */
  readonly serial: Uint8Array
  /** DER of the names. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly issuerText: string
  readonly subjectText: string
  /** The common name, or the whole subject where there is none. */
  readonly displayName: string
  /** Milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
  readonly publicKeyInfo: Uint8Array
  readonly subjectKeyId: Uint8Array | null
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string
}

const MAX_CERTIFICATE_BYTES = 256 * 1024

const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.province]: 'ST',
  [OID.organisation]: 'O',
  [OID.organisationalUnit]: 'OU',
}

interface NameText {
  readonly text: string
  readonly commonName: string | null
}

function nameText(name: DerNode): NameText {
  const parts: string[] = []
  let commonName: string | null = null
  for (const rdn of childrenOf(name)) {
    for (const pair of childrenOf(rdn)) {
      const fields = new DerFields(pair)
      const type = oidOf(fields.next(0x06))
      const value = textOf(fields.any())
      if (type === OID.commonName) commonName = value
      parts.push(`${ATTRIBUTE_NAMES[type] ?? type}=${value.replace(/[\\,+=]/g, '\\$&')}`)
    }
  }
  return { text: parts.join(', '), commonName }
}

type MutableExtensions = { -readonly [K in keyof CertificateExtensions]: CertificateExtensions[K] } & {
  subjectKeyId: Uint8Array | null
}

/** Critical extensions whose meaning does not touch what is checked here, or is checked. */
const HARMLESS: ReadonlySet<string> = new Set([
  OID.subjectAltName,
  OID.issuerAltName,
  OID.crlDistributionPoints,
  OID.certificatePolicies,
  OID.authorityKeyIdentifier,
])

function readBasicConstraints(value: DerNode, found: MutableExtensions): void {
  const fields = new DerFields(value)
  const ca = fields.optional(0x01)
  found.isCa = ca !== undefined && booleanOf(ca)
  const length = fields.optional(0x02)
  found.pathLength = length === undefined ? null : smallInteger(length)
  fields.end()
}

function readExtension(extension: DerNode, found: MutableExtensions, seen: Set<string>): void {
  const fields = new DerFields(extension)
  const type = oidOf(fields.next(0x06))
  const critical = fields.optional(0x01)
  const value = fields.next(0x04).content
  if (seen.has(type)) found.unknownCritical = [...found.unknownCritical, `${type} (twice)`]
  seen.add(type)
  switch (type) {
    case OID.basicConstraints:
      readBasicConstraints(readDer(value), found)
      break
    case OID.keyUsage:
      found.keyUsage = bitsOf(readDer(value))
      break
    case OID.extendedKeyUsage:
      found.extendedKeyUsage = childrenOf(readDer(value)).map(oidOf)
      break
    case OID.subjectKeyIdentifier:
      found.subjectKeyId = octetsOf(readDer(value))
      break
    default:
      if (critical && booleanOf(critical) && !HARMLESS.has(type)) {
        found.unknownCritical = [...found.unknownCritical, type]
      }
  }
}

function readExtensions(wrapper: DerNode | undefined): MutableExtensions {
  const found: MutableExtensions = {
    isCa: false,
    pathLength: null,
    keyUsage: null,
    extendedKeyUsage: null,
    unknownCritical: [],
    subjectKeyId: null,
  }
  if (!wrapper) return found
  const seen = new Set<string>()
  const [list] = childrenOf(wrapper)
  if (list) for (const extension of childrenOf(list)) readExtension(extension, found, seen)
  return found
}

/** Certificates as they were read, by their digest: the same few come with every licence of a batch. */
const parsed = new Map<string, Certificate>()
const MAX_PARSED = 64

/** Reads one certificate. @throws DerError for anything that is not a well-formed X.509 certificate */
export function parseCertificate(der: Uint8Array): Certificate {
  const fingerprint = toHex(createHash('sha256').update(der).digest())
  const known = parsed.get(fingerprint)
  if (known) return known
  // A copy: what is kept must neither change with the caller's bytes nor hold a whole document in memory.
  const certificate = read(der.slice(), fingerprint)
  if (parsed.size >= MAX_PARSED) parsed.clear()
  parsed.set(fingerprint, certificate)
  return certificate
}

function read(der: Uint8Array, fingerprint: string): Certificate {
  const top = new DerFields(readDer(der.subarray(0, MAX_CERTIFICATE_BYTES + 1)))
  const tbs = top.next(0x30)
  const signatureAlgorithm = top.next(0x30).raw
  const signature = bitStringBytes(top.next(0x03))
  top.end()
  const fields = new DerFields(tbs)
  fields.optional(0xa0)
  const serial = integerBytes(fields.next(0x02))
  fields.next(0x30)
  const issuer = fields.next(0x30)
  const validity = new DerFields(fields.next(0x30))
  const notBefore = timeOf(validity.any())
  const notAfter = timeOf(validity.any())
  const subject = fields.next(0x30)
  const publicKeyInfo = fields.next(0x30).raw
  fields.optional(0x81)
  fields.optional(0x82)
  const extensions = readExtensions(fields.optional(0xa3))
  fields.end()
  const subjectName = nameText(subject)
  return {
    ...extensions,
    der,
    tbs: tbs.raw,
    signatureAlgorithm,
    signature,
    serial,
    issuer: issuer.raw,
    subject: subject.raw,
    issuerText: nameText(issuer).text,
    subjectText: subjectName.text,
    displayName: subjectName.commonName ?? subjectName.text,
    notBefore,
    notAfter,
    publicKeyInfo,
    fingerprint,
  }
}

/** Decoding a key costs more than a check with it, and the same few certificates come again and again. */
const keys = new Map<string, KeyObject | undefined>()
const MAX_KEYS = 256

function decodeKey(certificate: Certificate): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** The certificate's key, or undefined where this platform cannot use it. Kept by the digest of the certificate. */
export function publicKeyOf(certificate: Certificate): KeyObject | undefined {
  const { fingerprint } = certificate
  if (keys.has(fingerprint)) return keys.get(fingerprint)
  const key = decodeKey(certificate)
  if (keys.size >= MAX_KEYS) keys.clear()
  keys.set(fingerprint, key)
  return key
}
