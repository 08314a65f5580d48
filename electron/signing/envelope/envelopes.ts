import { z } from 'zod'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { fromUtf8, utf8 } from '../../../shared/kernel/bytes.ts'
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts'
import { millisOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import {
  ENVELOPE_TYPES,
  type EnvelopeErrorCode,
  type EnvelopeType,
  type OpenedEnvelope,
  type SignedEnvelopes,
} from '../../ports/signed-envelope.ts'
import { readableCertificates } from '../cms/check.ts'
import { verifyParts, weaknessOf, type SignatureScheme } from '../x509/algorithms.ts'
import { publicKeyOf, type Certificate } from '../x509/certificate.ts'
import { validateChain } from '../x509/chain.ts'

const FORMAT = 'licence-workstation-envelope/1'

/** A number block is a few kilobytes, a standard pack some hundreds. */
const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024

/** Base64 in its one canonical form. */
const base64 = (maxBytes: number) =>
  z
    .string()
    .max(Math.ceil(maxBytes / 3) * 4)
    .refine(text => Buffer.from(text, 'base64').toString('base64') === text)

const envelopeSchema = z.strictObject({
  format: z.literal(FORMAT),
  type: z.enum(ENVELOPE_TYPES),
  payload: base64(MAX_ENVELOPE_BYTES),
  certificates: z
    .array(base64(64 * 1024))
    .min(1)
    .max(8),
  signature: base64(2048),
})

type Envelope = z.infer<typeof envelopeSchema>

type Failure = AppError<EnvelopeErrorCode>

const unreadable = (): Failure =>
  appError(
    'envelope-unreadable',
    words('文件无法读取，不是签名数据文件', 'the file cannot be read as a signed envelope'),
    {
      next: words('请重新向发放方索取该文件', 'ask the sender for the file again'),
    },
  )

const wrongType = (found: string, wanted: EnvelopeType): Failure =>
  appError(
    'envelope-wrong-type',
    words('文件种类不符', 'the file carries something else than what is asked for'),
    { next: words('请选择正确的文件', 'choose the right file'), data: { found, wanted } },
  )

const badSignature = (): Failure =>
  appError(
    'envelope-signature-invalid',
    words('文件签名无效：内容可能被改动', 'the signature does not hold: the content may have been changed'),
    { next: words('不要使用此文件，请重新索取', 'do not use this file; ask for it again') },
  )

const untrusted = (signer: string): Failure =>
  appError(
    'envelope-signer-untrusted',
    words(`签名者不受信任：${signer}`, `the signer is not trusted: ${signer}`),
    {
      next: words(
        '请核对发放方的根证书是否已导入',
        'check that the root certificate of the sender was imported',
      ),
    },
  )

const expired = (signer: string): Failure =>
  appError(
    'envelope-signer-expired',
    words(`签名证书不在有效期内：${signer}`, `the certificate of the signer is not valid now: ${signer}`),
    { next: words('请索取用有效证书签发的新文件', 'ask for a new file signed with a valid certificate') },
  )

/** What is signed: format and type stand before the payload, so that no signature can be taken for one of another kind. */
const signedBytes = (type: EnvelopeType, payload: Uint8Array): readonly Uint8Array[] => [
  utf8(`${FORMAT}\n${type}\n${payload.length}\n`),
  payload,
]

const decode = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

function parseEnvelope(file: Uint8Array): Envelope | undefined {
  if (file.length > MAX_ENVELOPE_BYTES) return undefined
  try {
    return envelopeSchema.safeParse(JSON.parse(fromUtf8(file))).data
  } catch {
    return undefined
  }
}

function signatureHolds(
  type: EnvelopeType,
  payload: Uint8Array,
  signature: Uint8Array,
  signer: Certificate,
): boolean {
  const key = publicKeyOf(signer)
  const family = key?.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa'
  const scheme: SignatureScheme = { family, digest: 'sha256' }
  return !!key && !weaknessOf(scheme, key) && verifyParts(scheme, key, signedBytes(type, payload), signature)
}

function judgeSigner(
  signer: Certificate,
  pool: readonly Certificate[],
  trust: readonly Uint8Array[],
  at: number,
): Failure | undefined {
  const anchors = readableCertificates(trust).found
  const { problems } = validateChain(signer, pool, anchors, at, 'document-signing')
  const outOfDate = problems.every(p => p.kind === 'expired' || p.kind === 'not-yet-valid')
  if (problems.length === 0) return undefined
  return outOfDate ? expired(signer.displayName) : untrusted(signer.displayName)
}

function openParsed(
  envelope: Envelope,
  type: EnvelopeType,
  options: { readonly trust: readonly Uint8Array[]; readonly at: number },
): Result<OpenedEnvelope, Failure> {
  if (envelope.type !== type) return err(wrongType(envelope.type, type))
  const { found, unreadable: damaged } = readableCertificates(envelope.certificates.map(decode))
  const [signer, ...pool] = found
  if (!signer || damaged > 0) return err(unreadable())
  const payload = decode(envelope.payload)
  if (!signatureHolds(type, payload, decode(envelope.signature), signer)) return err(badSignature())
  const failure = judgeSigner(signer, pool, options.trust, options.at)
  if (failure) return err(failure)
  try {
    const parsed: unknown = JSON.parse(fromUtf8(payload))
    return ok({ payload: parsed, signer: signer.displayName, signerFingerprint: signer.fingerprint })
  } catch {
    return err(unreadable())
  }
}

/** JSON envelopes signed by RSA PKCS#1 v1.5 or ECDSA with SHA-256; the signer's certificate stands first. */
export function createSignedEnvelopes(): SignedEnvelopes {
  return {
    open(file, type, { trust, at }) {
      const envelope = parseEnvelope(file)
      return envelope ? openParsed(envelope, type, { trust, at: millisOf(at) }) : err(unreadable())
    },
    seal(payload, type, key) {
      const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
      const { certificate, chain } = key.certificate
      return utf8(
        canonicalJson({
          format: FORMAT,
          type,
          payload: encode(payload),
          certificates: [certificate, ...chain].map(encode),
          signature: encode(key.sign(Buffer.concat(signedBytes(type, payload)))),
        }),
      )
    },
  }
}
