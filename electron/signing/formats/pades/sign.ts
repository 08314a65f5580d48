import { createHash } from 'node:crypto'
import { appError } from '../../../../shared/kernel/app-error.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { type BegunSignature, type DocumentSigner } from '../../../ports/document-signer.ts'
import { type SealCertificate } from '../../../ports/seal-keys.ts'
import { createCmsBuilder, type CmsBuilder } from '../../cms/build.ts'

const DIGITS = Uint8Array.from('0123456789abcdef', c => c.charCodeAt(0))

function writeHex(target: Uint8Array, at: number, bytes: Uint8Array): void {
  let out = at
  for (const b of bytes) {
    target[out++] = DIGITS[b >> 4] ?? 0
    target[out++] = DIGITS[b & 15] ?? 0
  }
}

const noPlace = () =>
  appError(
    'no-signature-place',
    words('文件中没有预留签名位置', 'the document has no place for a signature'),
    {
      next: words(
        '请按电子版（而非打印版）重新制作该文件',
        'draw the document again as an electronic copy, not for print',
      ),
    },
  )

const tooSmall = (needed: number, reserved: number) =>
  appError(
    'placeholder-too-small',
    words(
      `预留的签名位置太小：需要 ${needed} 字节，只有 ${reserved} 字节`,
      `the place for the signature is too small: ${needed} bytes needed, ${reserved} reserved`,
    ),
    {
      next: words(
        '请为较长的证书链预留更多空间后重新制作',
        'draw it again with more room for this certificate chain',
      ),
      data: { needed, reserved },
    },
  )

function filled(
  {
    bytes,
    gap,
  }: { readonly bytes: Uint8Array; readonly gap: { readonly start: number; readonly end: number } },
  container: Uint8Array,
): ReturnType<BegunSignature['complete']> {
  const reserved = Math.floor((gap.end - gap.start - 2) / 2)
  if (container.length > reserved) return err(tooSmall(container.length, reserved))
  bytes.fill(0x30, gap.start + 1, gap.end - 1)
  writeHex(bytes, gap.start + 1, container)
  return ok(bytes)
}

/**
 * PAdES B-B: hashes everything but the gap, fills the gap with a detached CAdES container in hexadecimal.
 * The container goes into the prepared document's own bytes: a copy of each would be most of a batch's garbage. What is
 * constant for a certificate is built once.
 */
export function createPadesSigner(): DocumentSigner {
  const builders = new WeakMap<SealCertificate, CmsBuilder>()
  const builderFor = (certificate: SealCertificate): CmsBuilder => {
    const known = builders.get(certificate)
    if (known) return known
    const made = createCmsBuilder(certificate)
    builders.set(certificate, made)
    return made
  }
  return {
    format: 'pades',
    begin({ bytes, gap }, certificate) {
      if (!gap || bytes[gap.start] !== 0x3c || bytes[gap.end - 1] !== 0x3e) return err(noPlace())
      const digest = createHash('sha256')
        .update(bytes.subarray(0, gap.start))
        .update(bytes.subarray(gap.end))
        .digest()
      const builder = builderFor(certificate)
      const attributes = builder.attributes(digest)
      return ok({
        bytes: attributes,
        complete: signature => filled({ bytes, gap }, builder.container(attributes, signature)),
      })
    },
  }
}
