import { type VerificationReason } from '../../../../../shared/domain/seal/verification.ts'
import { words, type Words } from '../../../../../shared/kernel/words.ts'

type RefusalCode =
  'ofd-not-supported' | 'not-pdf' | 'pdf-malformed' | 'pdf-encrypted' | 'pdf-too-large' | 'signature-removed'

const TEXTS: Readonly<Record<RefusalCode, Words>> = {
  'ofd-not-supported': words(
    '这是 OFD 文件，本版本尚不支持核验 OFD，请使用其他工具核验',
    'this is an OFD file; verifying OFD is not yet supported, use another tool for it',
  ),
  'not-pdf': words(
    '这不是 PDF 文件，请选择 .pdf 格式的电子证照',
    'this is not a PDF file; choose the electronic licence as .pdf',
  ),
  'pdf-malformed': words(
    'PDF 文件已损坏或结构不合规，无法核验；请向持证人索取原始文件',
    'the PDF file is damaged or malformed and cannot be judged; ask the holder for the original file',
  ),
  'pdf-encrypted': words(
    'PDF 文件已加密，无法核验；请索取未加密的原始文件',
    'the PDF file is encrypted and cannot be judged; ask for the original without encryption',
  ),
  'pdf-too-large': words(
    'PDF 文件过大或展开后过大（上限 200 MB），拒绝核验',
    'the PDF file is too large, or would become so (limit 200 MB); it is not judged',
  ),
  'signature-removed': words(
    '文件原有电子签名，后来的版本把它去掉了，不予核验；请勿采信，并向持证人索取原始文件',
    'the file had a signature, and a later state took it out: it is not judged; do not accept it, ask the holder for the original file',
  ),
}

/** Why a file is not judged at all. `detail` is technical and goes behind the words. */
export function refusal(code: RefusalCode, detail?: string): VerificationReason {
  const { zh, en } = TEXTS[code]
  return { code, text: detail ? words(`${zh}（${detail}）`, `${en} (${detail})`) : TEXTS[code] }
}
