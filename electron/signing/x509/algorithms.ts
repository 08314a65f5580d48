import { constants, createVerify, verify as verifyData, type KeyObject } from 'node:crypto'
import { OID } from '../der/oids.ts'
import { DerFields, readDer } from '../der/reader.ts'
import { oidOf, smallInteger } from '../der/values.ts'

/** Digests that can be computed; which of them count is `weaknessOf`'s matter. */
const DIGESTS: Readonly<Record<string, string>> = {
  [OID.md5]: 'md5',
  [OID.sha1]: 'sha1',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sha3_256]: 'sha3-256',
  [OID.sha3_384]: 'sha3-384',
  [OID.sha3_512]: 'sha3-512',
}

/** Signature algorithms that name their digest: RFC 4055, RFC 5754, RFC 5758. */
const COMBINED: Readonly<Record<string, { family: 'rsa' | 'ecdsa'; digest: string }>> = {
  '1.2.840.113549.1.1.4': { family: 'rsa', digest: 'md5' },
  '1.2.840.113549.1.1.5': { family: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { family: 'rsa', digest: 'sha224' },
  [OID.sha256WithRsa]: { family: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { family: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { family: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.1': { family: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { family: 'ecdsa', digest: 'sha224' },
  [OID.ecdsaWithSha256]: { family: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { family: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { family: 'ecdsa', digest: 'sha512' },
}

export interface SignatureScheme {
  readonly family: 'rsa' | 'rsa-pss' | 'ecdsa' | 'ed25519'
  /** Name for node:crypto. */
  readonly digest: string
  readonly saltLength?: number
}

/** Name of a digest for node:crypto, or undefined. @throws DerError for a malformed AlgorithmIdentifier */
export const digestOf = (algorithm: Uint8Array): string | undefined =>
  DIGESTS[oidOf(new DerFields(readDer(algorithm)).next(0x06))]

const algorithmOid = (algorithm: Uint8Array): string => oidOf(new DerFields(readDer(algorithm)).next(0x06))

function pssScheme(algorithm: Uint8Array): SignatureScheme | undefined {
  const top = new DerFields(readDer(algorithm))
  top.next(0x06)
  const parameters = new DerFields(top.next(0x30))
  const unwrap = (tag: number): DerFields | undefined => {
    const wrapper = parameters.optional(tag)
    return wrapper && new DerFields(wrapper, tag)
  }
  const digest = DIGESTS[oidOf(new DerFields(unwrap(0xa0)?.next(0x30) ?? readDer(SHA1_ID)).next(0x06))]
  const mask = unwrap(0xa1)?.next(0x30)
  const saltLength = unwrap(0xa2)?.next(0x02)
  if (!digest || !mask) return undefined
  const generator = new DerFields(mask)
  if (oidOf(generator.next(0x06)) !== OID.mgf1) return undefined
  if (DIGESTS[oidOf(new DerFields(generator.next(0x30)).next(0x06))] !== digest) return undefined
  return { family: 'rsa-pss', digest, saltLength: saltLength ? smallInteger(saltLength) : 20 }
}

const SHA1_ID = Uint8Array.from([0x30, 0x07, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a])

/**
 * What an AlgorithmIdentifier means together with the digest named beside it (CMS names it apart).
 * Undefined: unknown, or the two contradict each other. @throws DerError for a malformed one
 */
export function signatureScheme(algorithm: Uint8Array, besideDigest?: string): SignatureScheme | undefined {
  const type = algorithmOid(algorithm)
  if (type === OID.rsaPss) {
    const scheme = pssScheme(algorithm)
    return scheme && (besideDigest === undefined || besideDigest === scheme.digest) ? scheme : undefined
  }
  if (type === OID.rsaEncryption) return besideDigest ? { family: 'rsa', digest: besideDigest } : undefined
  if (type === OID.ecPublicKey) return besideDigest ? { family: 'ecdsa', digest: besideDigest } : undefined
  // RFC 8419: Ed25519 goes with SHA-512 for the message digest.
  if (type === OID.ed25519) {
    return (besideDigest ?? 'sha512') === 'sha512' ? { family: 'ed25519', digest: 'sha512' } : undefined
  }
  const combined = COMBINED[type]
  return combined && (besideDigest === undefined || besideDigest === combined.digest) ? combined : undefined
}

const KEY_TYPES: Readonly<Record<SignatureScheme['family'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  ed25519: ['ed25519'],
}

const keyFits = (scheme: SignatureScheme, key: KeyObject): boolean =>
  KEY_TYPES[scheme.family].includes(key.asymmetricKeyType ?? '')

/** Whether the signature over the parts (one after the other) holds. Never throws. */
export function verifyParts(
  scheme: SignatureScheme,
  key: KeyObject,
  parts: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  if (!keyFits(scheme, key)) return false
  const options =
    scheme.family === 'rsa-pss'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength ?? 20 }
      : key
  try {
    const [only] = parts
    if (scheme.family === 'ed25519') return verifyData(null, Buffer.concat(parts), key, signature)
    if (parts.length === 1 && only) return verifyData(scheme.digest, only, options, signature)
    const running = createVerify(scheme.digest)
    for (const part of parts) running.update(part)
    return running.verify(options, signature)
  } catch {
    return false
  }
}

const WEAK_DIGESTS: ReadonlySet<string> = new Set(['md5', 'sha1'])
const MIN_RSA_BITS = 2048
const MIN_EC_BITS = 256

const curveBits = (key: KeyObject): number =>
  Number(/(\d{3})/.exec(key.asymmetricKeyDetails?.namedCurve ?? '')?.[1] ?? 0)

/** Bits of the modulus or of the curve; 0 where unknown. */
export const keyBits = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? curveBits(key)

/** Names what is too weak to count, by what ETSI TS 119 312 still allows: `sha1`, `rsa-1024`. Undefined: nothing is. */
export function weaknessOf(scheme: SignatureScheme, key: KeyObject): string | undefined {
  if (WEAK_DIGESTS.has(scheme.digest)) return scheme.digest
  if (key.asymmetricKeyType === 'ed25519') return undefined
  if (key.asymmetricKeyType === 'ec') return curveBits(key) < MIN_EC_BITS ? `ec-${curveBits(key)}` : undefined
  const details = key.asymmetricKeyDetails
  if ((details?.modulusLength ?? 0) < MIN_RSA_BITS) return `rsa-${details?.modulusLength ?? 0}`
  return (details?.publicExponent ?? 0n) <= 3n ? `rsa-e${details?.publicExponent ?? 0n}` : undefined
}

export const weakDigest = (digest: string): boolean => WEAK_DIGESTS.has(digest)
