import { words, type Words } from '../../kernel/words.ts'
import { type SignatureStatus } from './verification.ts'

const TIME: Readonly<Record<SignatureStatus['timeSource'], Words>> = {
  timestamp: words('由时间戳机构证明', 'vouched for by a time stamp'),
  'self-declared': words('由签名人自述，无第三方证明', 'as the signer says, nobody else vouches for it'),
  none: words('没有时间', 'no time is given'),
}

/** Who vouches for the time of a signature. */
export const timeWords = (source: SignatureStatus['timeSource']): Words => TIME[source]

const COVERAGE: Readonly<Record<SignatureStatus['coverage'], Words>> = {
  'whole-document': words('覆盖整个文件', 'covers the whole file'),
  revision: words(
    '覆盖到签章时的内容，其后只有允许的追加',
    'covers the file as it was sealed; only what is allowed follows',
  ),
  partial: words('只覆盖文件的一部分', 'covers a part of the file only'),
  unclear: words('覆盖范围不明', 'it is unclear what it covers'),
}

/** How much of the file a signature covers. */
export const coverageWords = (coverage: SignatureStatus['coverage']): Words => COVERAGE[coverage]
