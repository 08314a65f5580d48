import { createHash } from 'node:crypto'
import { OID } from '../der/oids.ts'
import { DerFields, readDer } from '../der/reader.ts'
import {
  context,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setContent,
  setOf,
  tlv,
} from '../../../shared/kernel/der-writer.ts'

/** What the CMS of one key needs; `chain` nearest issuer first, self-signed roots are left out. */
interface CmsIdentity {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly keyType: 'rsa' | 'ec'
}

/** Builds detached CAdES containers for PAdES B-B; everything that does not depend on the document is made once. */
export interface CmsBuilder {
  /** The signed attributes, DER: the bytes that the key signs. */
  attributes(documentDigest: Uint8Array): Uint8Array
  /** DER of ContentInfo, from those attributes and the signature over them. */
  container(attributes: Uint8Array, signature: Uint8Array): Uint8Array
  /** Enough room for any container of this key, in bytes. */
  readonly maxBytes: number
}

const SHA256 = sequence(oid(OID.sha256))

interface IssuerAndSerial {
  readonly issuer: Uint8Array
  readonly serial: Uint8Array
  readonly selfIssued: boolean
}

function issuerAndSerial(certificate: Uint8Array): IssuerAndSerial {
  const tbs = new DerFields(new DerFields(readDer(certificate)).next(0x30))
  tbs.optional(0xa0)
  const serial = tbs.next(0x02).raw
  tbs.next(0x30)
  const issuer = tbs.next(0x30).raw
  tbs.next(0x30)
  const subject = tbs.next(0x30).raw
  return { issuer, serial, selfIssued: Buffer.compare(issuer, subject) === 0 }
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value))

/** signing-certificate-v2 (RFC 5035) by SHA-256, the default, which DER leaves out. */
function signingCertificate(certificate: Uint8Array, id: IssuerAndSerial): Uint8Array {
  const hash = octetString(createHash('sha256').update(certificate).digest())
  const issuerSerial = sequence(sequence(context(4, id.issuer)), id.serial)
  return attribute(OID.signingCertificateV2, sequence(sequence(sequence(hash, issuerSerial))))
}

/**
 * Signed attributes: content-type, message-digest, signing-certificate-v2, and CMS algorithm protection (RFC 6211), which
 * puts the algorithm identifiers under the signature. No signing-time: PAdES keeps the claimed time in the PDF dictionary.
 */
export function createCmsBuilder(identity: CmsIdentity): CmsBuilder {
  const id = issuerAndSerial(identity.certificate)
  const algorithm =
    identity.keyType === 'rsa'
      ? sequence(oid(OID.rsaEncryption), nullValue())
      : sequence(oid(OID.ecdsaWithSha256))
  const signerId = sequence(id.issuer, id.serial)
  const issuing = identity.chain.filter(der => !issuerAndSerial(der).selfIssued)
  const certificates = context(0, setContent([identity.certificate, ...issuing]))
  const constantAttributes = [
    attribute(OID.contentType, oid(OID.data)),
    signingCertificate(identity.certificate, id),
    attribute(OID.algorithmProtection, sequence(SHA256, tlv(0xa1, algorithm.subarray(2)))),
  ]
  const head = [integer(1), setOf(SHA256), sequence(oid(OID.data)), certificates]
  const attributes: CmsBuilder['attributes'] = digest =>
    tlv(0x31, setContent([...constantAttributes, attribute(OID.messageDigest, octetString(digest))]))
  const container: CmsBuilder['container'] = (signed, signature) => {
    const signer = sequence(
      integer(1),
      signerId,
      SHA256,
      context(0, readDer(signed).content),
      algorithm,
      octetString(signature),
    )
    return sequence(oid(OID.signedData), context(0, sequence(...head, setOf(signer))))
  }
  const maxBytes = container(attributes(new Uint8Array(32)), new Uint8Array(1024)).length
  return { attributes, container, maxBytes }
}
