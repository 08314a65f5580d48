import { type CertificateFacts, type CertificateReader } from '../../ports/certificates.ts'
import { equalBytes } from '../../../shared/kernel/bytes.ts'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { parseCertificate } from './certificate.ts'

/** A bundle of roots is some hundred kilobytes; nothing larger is one. */
const MAX_FILE = 1024 * 1024
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,400000}?)-----END CERTIFICATE-----/g

function factsOf(der: Uint8Array): CertificateFacts {
  const certificate = parseCertificate(der)
  return {
    der,
    name: certificate.displayName,
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    notBefore: instantFromMillis(certificate.notBefore),
    notAfter: instantFromMillis(certificate.notAfter),
    fingerprint: certificate.fingerprint,
    isRoot: certificate.isCa || equalBytes(certificate.issuer, certificate.subject),
  }
}

export const certificateReader: CertificateReader = {
  read(file) {
    if (file.length === 0 || file.length > MAX_FILE) return undefined
    const found = [...Buffer.from(file).toString('latin1').matchAll(PEM)].map(
      match => new Uint8Array(Buffer.from(match[1] ?? '', 'base64')),
    )
    try {
      return (found.length > 0 ? found : [file]).map(factsOf)
    } catch {
      return undefined // the parser of certificates throws on whatever is none
    }
  },
}
