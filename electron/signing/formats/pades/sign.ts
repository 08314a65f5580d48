import { createHash } from 'node:crypto'
import { appError } from '../../../../shared/kernel/app-error.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { type DocumentSigner } from '../../../ports/document-signer.ts'
import { type UnlockedKey } from '../../../ports/seal-keys.ts'
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

/**
 * PAdES B-B: hashes everything but the gap, fills the gap with a detached CAdES container in hexadecimal.
 * The bytes of the prepared document are copied, never changed. What is constant for a key is built once per key.
 */
export function createPadesSigner(): DocumentSigner {
  const builders = new WeakMap<UnlockedKey, CmsBuilder>()
  const builderFor = (key: UnlockedKey): CmsBuilder => {
    const known = builders.get(key)
    if (known) return known
    const made = createCmsBuilder(key.certificate)
    builders.set(key, made)
    return made
  }
  return {
    format: 'pades',
    sign({ bytes, gap }, key) {
      if (!gap || bytes[gap.start] !== 0x3c || bytes[gap.end - 1] !== 0x3e) return err(noPlace())
      const digest = createHash('sha256')
        .update(bytes.subarray(0, gap.start))
        .update(bytes.subarray(gap.end))
        .digest()
      const container = builderFor(key).build(digest, attributes => key.sign(attributes))
      const reserved = Math.floor((gap.end - gap.start - 2) / 2)
      if (container.length > reserved) return err(tooSmall(container.length, reserved))
      const signed = Uint8Array.from(bytes)
      signed.fill(0x30, gap.start + 1, gap.end - 1)
      writeHex(signed, gap.start + 1, container)
      return ok(signed)
    },
  }
}
