import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { OID } from '../der/oids.ts'
import {
  bitString,
  booleanTrue,
  context,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  time,
  tlv,
  utf8String,
} from '../../../shared/kernel/der-writer.ts'
import { DerFields, readDer } from '../der/reader.ts'

export interface DemoName {
  readonly organisation: string
  readonly unit: string
  readonly common: string
}

export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

interface CertificateRequest {
  readonly subject: DemoName
  readonly subjectKey: KeyObject
  readonly issuer: DemoName
  readonly issuerKeys: KeyPair
  readonly role: 'root' | 'leaf'
  readonly notBefore: Instant
  readonly notAfter: Instant
}

function name({ organisation, unit, common }: DemoName): Uint8Array {
  const rdn = (type: string, value: Uint8Array): Uint8Array => setOf(sequence(oid(type), value))
  return sequence(
    rdn(OID.country, printableString('CN')),
    rdn(OID.organisation, utf8String(organisation)),
    rdn(OID.organisationalUnit, utf8String(unit)),
    rdn(OID.commonName, utf8String(common)),
  )
}

const publicInfo = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' })

/** Method 1 of RFC 5280, 4.2.1.2: SHA-1 of the key bits, as an identifier, not for security. */
function keyIdentifier(key: KeyObject): Uint8Array {
  const fields = new DerFields(readDer(publicInfo(key)))
  fields.next(0x30)
  return createHash('sha1').update(fields.next(0x03).content.subarray(1)).digest()
}

const extension = (type: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(type), ...(critical ? [booleanTrue()] : []), octetString(value))

/** Bits from the left: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign. */
const ROOT_USAGE = bitString(Uint8Array.of(0b0000_0110), 1)
const LEAF_USAGE = bitString(Uint8Array.of(0b1100_0000), 6)

function extensions(request: CertificateRequest): Uint8Array {
  const root = request.role === 'root'
  return context(
    3,
    sequence(
      extension(OID.basicConstraints, true, root ? sequence(booleanTrue()) : sequence()),
      extension(OID.keyUsage, true, root ? ROOT_USAGE : LEAF_USAGE),
      extension(OID.subjectKeyIdentifier, false, octetString(keyIdentifier(request.subjectKey))),
      extension(
        OID.authorityKeyIdentifier,
        false,
        sequence(contextPrimitive(0, keyIdentifier(request.issuerKeys.publicKey))),
      ),
    ),
  )
}

/** 127 random bits, as serial numbers of public authorities have at least 64. */
function serial(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return integer(bytes)
}

/** One X.509 v3 certificate, DER. */
export function makeCertificate(request: CertificateRequest): Uint8Array {
  const algorithm =
    request.issuerKeys.privateKey.asymmetricKeyType === 'ec'
      ? sequence(oid(OID.ecdsaWithSha256))
      : sequence(oid(OID.sha256WithRsa), nullValue())
  const tbs = sequence(
    context(0, integer(2)),
    serial(),
    algorithm,
    name(request.issuer),
    sequence(time(request.notBefore), time(request.notAfter)),
    name(request.subject),
    publicInfo(request.subjectKey),
    extensions(request),
  )
  return sequence(
    tbs,
    algorithm,
    tlv(0x03, Uint8Array.of(0), sign('sha256', tbs, request.issuerKeys.privateKey)),
  )
}
