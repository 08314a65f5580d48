import { X509Certificate } from 'node:crypto'
// Not through signing/index.ts: verifying needs no key provider, and must start at once.
import { createDocumentVerifier } from '../signing/formats/pades/verify/verifier.ts'
import { outsideFiles } from '../platform/outside-files.ts'
import { systemClock } from '../platform/clock.ts'
import { type VerificationReport } from '../../shared/domain/seal/verification.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words, type Words } from '../../shared/kernel/words.ts'

/** What verifying outside any office takes: roots from files. */
export type TrustError = AppError<'trust-unreadable'>

const MAX_TRUST = 1024 * 1024
const MAX_FILE = 200 * 1024 * 1024
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

const unreadable = (file: string): TrustError =>
  appError('trust-unreadable', words(`${file} 里没有可用的根证书`, `${file} holds no certificate`), {
    next: words('请提供 PEM 或 DER 格式的证书文件', 'Give a certificate file in PEM or DER form'),
  })

/** The certificates of a PEM text (one or more) or a DER file, as DER; undefined where there is none. */
export function certificatesIn(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (bytes.length > MAX_TRUST) return undefined
  const texts = Buffer.from(bytes).toString('latin1').match(PEM) ?? []
  try {
    return texts.length > 0
      ? texts.map(text => new X509Certificate(text).raw)
      : [new X509Certificate(bytes).raw]
  } catch {
    return undefined
  }
}

/** The roots of several files. */
export function readTrust(files: readonly string[]): Result<readonly Uint8Array[], TrustError> {
  const roots: Uint8Array[] = []
  for (const file of files) {
    const bytes = outsideFiles.read(file, MAX_TRUST)
    const found = bytes && certificatesIn(bytes)
    if (!found) return err(unreadable(file))
    roots.push(...found)
  }
  return ok(roots)
}

const refused = (code: string, text: Words): VerificationReport => ({
  format: 'unknown',
  signatures: [],
  verdict: 'refused',
  reasons: [{ code, text }],
  metadata: {},
  metadataSigned: false,
})

/** The bytes of a file to be judged; undefined when it cannot be read or is too large. */
export const readJudged = (file: string): Uint8Array | undefined => outsideFiles.read(file, MAX_FILE)

export const unreadableFile = (): VerificationReport =>
  refused(
    'file-unreadable',
    words(
      '文件不存在、无法读取或超过 200 MB',
      'The file is not there, cannot be read, or is larger than 200 MB',
    ),
  )

/** A fault of the verifier itself: the file gets no verdict, and is not to be accepted. */
export const verifierFault = (error: unknown): VerificationReport => {
  const said = error instanceof Error ? error.message : String(error)
  return refused(
    'fault',
    words(
      `核验程序在此文件上出错，不能采信：${said}`,
      `The verifier failed on this file; do not accept it: ${said}`,
    ),
  )
}

/** Judges files without any office: what the signatures say, against the roots given. Never throws. */
export function createFileJudge(trust: readonly Uint8Array[]): (file: string) => VerificationReport {
  const verifier = createDocumentVerifier()
  return file => {
    const bytes = readJudged(file)
    if (!bytes) return unreadableFile()
    try {
      return verifier.verify(bytes, { trust, at: systemClock.now() })
    } catch (error) {
      return verifierFault(error)
    }
  }
}
