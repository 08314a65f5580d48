import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { utf8 } from '../../shared/kernel/bytes.ts'
import {
  bitString,
  booleanTrue,
  context,
  contextPrimitive,
  integer,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  time,
  tlv,
  utf8String,
} from '../../shared/kernel/der-writer.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { addressBytes } from './addresses.ts'

export interface CertificateName {
  readonly organisation: string
  readonly common: string
}

export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** What a certificate is for: an authority, a TLS server of these names, a TLS client, or signatures over documents. */
export type Profile =
  | { readonly use: 'root' }
  | { readonly use: 'server'; readonly names: readonly string[] }
  | { readonly use: 'client' }
  | { readonly use: 'signer' }

interface CertificateRequest {
  readonly subject: CertificateName
  readonly subjectKey: KeyObject
  readonly issuer: CertificateName
  readonly issuerKey: KeyPair
  readonly profile: Profile
  readonly notBefore: Instant
  readonly notAfter: Instant
}

const OID = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  common: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const

/** 64 characters are the most that X.520 lets these attributes have. */
const within = (text: string): string => [...text].slice(0, 64).join('')

function nameOf({ organisation, common }: CertificateName): Uint8Array {
  const rdn = (type: string, value: Uint8Array): Uint8Array => setOf(sequence(oid(type), value))
  return sequence(
    rdn(OID.country, printableString('CN')),
    rdn(OID.organisation, utf8String(within(organisation))),
    rdn(OID.common, utf8String(within(common))),
  )
}

const publicInfo = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' })

/** The digest of the whole key info: any unique name of the key serves (RFC 5280, 4.2.1.2). */
const keyId = (key: KeyObject): Uint8Array =>
  createHash('sha256').update(publicInfo(key)).digest().subarray(0, 20)

const extension = (type: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(type), ...(critical ? [booleanTrue()] : []), octetString(value))

/** Bits from the left: 0 digitalSignature, 5 keyCertSign, 6 cRLSign. */
const ROOT_USAGE = bitString(Uint8Array.of(0b0000_0110), 1)
const LEAF_USAGE = bitString(Uint8Array.of(0b1000_0000), 7)

/** `[2]` dNSName, `[7]` iPAddress. */
const altName = (name: string): Uint8Array =>
  isIP(name) ? contextPrimitive(7, addressBytes(name)) : contextPrimitive(2, utf8(name))

const PURPOSE = { server: OID.serverAuth, client: OID.clientAuth, signer: OID.documentSigning } as const

function profileExtensions(profile: Profile): readonly Uint8Array[] {
  if (profile.use === 'root')
    return [
      extension(OID.basicConstraints, true, sequence(booleanTrue(), integer(0))),
      extension(OID.keyUsage, true, ROOT_USAGE),
    ]
  return [
    extension(OID.basicConstraints, true, sequence()),
    extension(OID.keyUsage, true, LEAF_USAGE),
    extension(OID.extendedKeyUsage, false, sequence(oid(PURPOSE[profile.use]))),
    ...(profile.use === 'server'
      ? [extension(OID.subjectAltName, false, sequence(...profile.names.map(altName)))]
      : []),
  ]
}

/** 127 random bits, of one length. */
function newSerial(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

/** One X.509 v3 certificate, signed by ECDSA with SHA-256. */
export function makeCertificate(request: CertificateRequest): {
  readonly der: Uint8Array
  readonly serial: string
} {
  const algorithm = sequence(oid(OID.ecdsaWithSha256))
  const serial = newSerial()
  const tbs = sequence(
    context(0, integer(2)),
    integer(serial),
    algorithm,
    nameOf(request.issuer),
    sequence(time(request.notBefore), time(request.notAfter)),
    nameOf(request.subject),
    publicInfo(request.subjectKey),
    context(
      3,
      sequence(
        ...profileExtensions(request.profile),
        extension(OID.subjectKeyId, false, octetString(keyId(request.subjectKey))),
        extension(
          OID.authorityKeyId,
          false,
          sequence(contextPrimitive(0, keyId(request.issuerKey.publicKey))),
        ),
      ),
    ),
  )
  const signature = sign('sha256', tbs, request.issuerKey.privateKey)
  return {
    der: sequence(tbs, algorithm, tlv(0x03, Uint8Array.of(0), signature)),
    serial: Buffer.from(serial).toString('hex'),
  }
}
