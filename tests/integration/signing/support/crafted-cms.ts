import { createHash, createPrivateKey, sign } from 'node:crypto'
import { OID } from '../../../../electron/signing/der/oids.ts'
import {
  context,
  integer,
  octetString,
  oid,
  sequence,
  setContent,
  setOf,
  tlv,
} from '../../../../shared/kernel/der-writer.ts'
import { parseCertificate } from '../../../../electron/signing/x509/certificate.ts'

export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value))
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
export const algorithm = (type: string): Uint8Array => sequence(oid(type))

/** Signed attributes by name, so that a test can leave one out or put another in its place. */
export interface CraftedAttributes {
  readonly contentType?: Uint8Array
  readonly messageDigest?: Uint8Array
  readonly signingCertificate?: Uint8Array
  readonly protection?: Uint8Array
}

export const namesCertificate = (certificate: Uint8Array): Uint8Array =>
  attribute(OID.signingCertificateV2, sequence(sequence(sequence(octetString(sha256(certificate))))))

export const protects = (digest: string): Uint8Array =>
  attribute(
    OID.algorithmProtection,
    sequence(algorithm(digest), tlv(0xa1, algorithm(OID.ecdsaWithSha256).subarray(2))),
  )

interface Crafted {
  readonly content: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
  /** PEM of an EC key; another than the certificate's makes a wrong signature. */
  readonly key: string
  readonly attributes?: (proper: Required<CraftedAttributes>) => CraftedAttributes
  readonly version?: number
  readonly digestAlgorithm?: string
  readonly signatureAlgorithm?: string
  readonly withCertificate?: boolean
  readonly signers?: number
}

/** A container whose signature is right for whatever stands in it: only what the test bends is wrong. */
export function craftedCms(bent: Crafted): Uint8Array {
  const { certificate, version = 1, digestAlgorithm = OID.sha256, signers = 1 } = bent
  const { issuer, serial } = parseCertificate(certificate)
  const proper = {
    contentType: attribute(OID.contentType, oid(OID.data)),
    messageDigest: attribute(OID.messageDigest, octetString(sha256(bent.content))),
    signingCertificate: namesCertificate(certificate),
    protection: protects(OID.sha256),
  }
  const attributes = setContent(Object.values((bent.attributes ?? (all => all))(proper)))
  const info = sequence(
    integer(version),
    sequence(issuer, tlv(0x02, serial)),
    algorithm(digestAlgorithm),
    context(0, attributes),
    algorithm(bent.signatureAlgorithm ?? OID.ecdsaWithSha256),
    octetString(sign('sha256', tlv(0x31, attributes), createPrivateKey(bent.key))),
  )
  const carried = bent.withCertificate === false ? [] : [context(0, certificate)]
  const data = [integer(1), setOf(algorithm(digestAlgorithm)), sequence(oid(OID.data)), ...carried]
  const infos = setOf(...Array.from({ length: signers }, () => info))
  return sequence(oid(OID.signedData), context(0, sequence(...data, infos)))
}
