import {
  type Indication,
  type Integrity,
  type SubIndication,
  type VerificationReason,
} from '../../../../../shared/domain/seal/verification.ts'
import { words } from '../../../../../shared/kernel/words.ts'

interface FindingMeaning {
  readonly indication: Indication
  readonly sub: SubIndication | null
  readonly integrity: Integrity
  readonly zh: string
  readonly en: string
}

type Row = readonly [code: string, zh: string, en: string]

const group = (
  indication: Indication,
  sub: SubIndication | null,
  integrity: Integrity,
  rows: readonly Row[],
): (readonly [string, FindingMeaning])[] =>
  rows.map(([code, zh, en]) => [code, { indication, sub, integrity, zh, en }])

/** Every code that a signature's report can hold, worst first: the first one found decides the indication. */
const MEANINGS: ReadonlyMap<string, FindingMeaning> = new Map([
  ...group('TOTAL_FAILED', 'FORMAT_FAILURE', 'broken', [
    ['signature-not-dictionary', '签名域的值不是签名', 'the value of the signature field is not a signature'],
    ['dictionary-ambiguous', '签名字典中有重复的项', 'the signature dictionary holds a key twice'],
    ['contents-missing', '签名缺少签名值（Contents）', 'the signature has no Contents'],
    ['contents-empty', '签名值为空', 'the signature is empty'],
    ['byte-range-malformed', '签名范围（ByteRange）不合规', 'the ByteRange is malformed'],
    ['byte-range-outside', '签名范围超出文件', 'the ByteRange reaches outside of the file'],
    [
      'gap-is-not-contents',
      '签名范围留出的空隙不是签名值本身',
      'the gap in the ByteRange is not exactly the signature itself',
    ],
    [
      'range-not-a-revision',
      '签名范围没有到达文件某一版本的末尾',
      'the ByteRange does not end at the end of a saved state',
    ],
    ['cms-unreadable', '签名数据（CMS）无法读取', 'the signature container (CMS) cannot be read'],
    ['signer-count', '签名数据应当只有一个签名者', 'the container must have exactly one signer'],
    ['content-inside', '签名数据中夹带了内容', 'the container carries content of its own'],
    ['content-type-mismatch', '签名的内容类型不符', 'the signed content type does not match'],
    ['message-digest-missing', '签名缺少摘要属性', 'the signature has no message digest'],
    ['sub-filter-unknown', '签名格式（SubFilter）不认识', 'the kind of signature (SubFilter) is unknown'],
  ]),
  ...group('TOTAL_FAILED', 'HASH_FAILURE', 'broken', [
    ['message-digest-mismatch', '文件内容与签名时不一致', 'the content is not what was signed'],
    ['timestamp-imprint-mismatch', '时间戳不是为该内容签发的', 'the time stamp was made for other content'],
  ]),
  ...group('TOTAL_FAILED', 'SIG_CRYPTO_FAILURE', 'broken', [
    ['signature-invalid', '签名值不正确', 'the signature value is wrong'],
    ['algorithm-protection-mismatch', '签名算法标识被改动', 'the algorithm identifiers were changed'],
  ]),
  ...group('TOTAL_FAILED', 'FORMAT_FAILURE', 'modified', [
    [
      'dictionary-redefined',
      '签名字典在签名之后被改写',
      'the signature dictionary was redefined after signing',
    ],
    ['bytes-after-end', '签名之后有不属于任何版本的内容', 'bytes follow that belong to no saved state'],
    ['tail-unparsed', '签名之后的内容无法读取', 'what follows the signed state cannot be read'],
    [
      'tail-unlisted-object',
      '签名之后藏有未登记的对象',
      'an object that no table lists follows the signed state',
    ],
    [
      'tail-unlisted-section',
      '签名之后藏有未使用的交叉引用表',
      'an unused cross-reference section follows the signed state',
    ],
    ['tail-order', '文件各版本的次序混乱', 'the saved states of the file are out of order'],
    ['comparison-impossible', '签名之后的改动无法核对', 'the changes after signing cannot be checked'],
    ['trailer-changed', '签名之后文件尾部信息被改动', 'the trailer was changed after signing'],
    ['information-changed', '签名之后文档信息被改动', 'the document information was changed after signing'],
    ['catalog-changed', '签名之后文档目录被改动', 'the catalog was changed after signing'],
    ['pages-changed', '签名之后页面或批注被改动', 'pages or annotations were changed after signing'],
    ['objects-changed', '签名之后文档内容被改动', 'the content was changed after signing'],
    [
      'object-reused',
      '签名之后已有对象被另作他用',
      'an existing object was put to another use after signing',
    ],
    ['form-replaced', '签名之后表单被替换', 'the form was replaced after signing'],
    ['form-changed', '签名之后表单设置被改动', 'the form was changed after signing'],
    ['form-fields-removed', '签名之后表单域被删除', 'form fields were removed after signing'],
    ['form-field-changed', '签名之后表单域被改动', 'a form field was changed after signing'],
    ['form-field-added', '签名之后添加了表单域', 'a form field was added after signing'],
    ['form-filled-without-leave', '签名人不允许填写的表单被填写', 'a form field was filled in without leave'],
    ['signature-changed', '签名之后签名域被改动', 'a signature field was changed after signing'],
    ['signature-without-leave', '签名人不允许再次签名', 'a signature was added without leave'],
    [
      'signature-field-without-signature',
      '签名之后添加了空的签名域',
      'an empty signature field was added after signing',
    ],
    [
      'form-filled-unsigned',
      '签名之后表单被填写，且没有后续签名覆盖',
      'a form was filled in after signing, and no later signature covers it',
    ],
    ['visible-change', '签名之后添加了可见内容', 'something visible was added after signing'],
    ['validation-data-malformed', '验证资料（DSS）不合规', 'the validation data (DSS) are malformed'],
  ]),
  ...group('INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'broken', [
    ['sub-filter-obsolete', '签名格式已淘汰（SHA-1）', 'the kind of signature is obsolete (SHA-1)'],
    ['digest-algorithm-unsupported', '摘要算法不受支持', 'the digest algorithm is not supported'],
    ['signature-algorithm-unsupported', '签名算法不受支持', 'the signature algorithm is not supported'],
  ]),
  ...group('INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND', 'broken', [
    [
      'signer-certificate-missing',
      '签名中没有签名证书，无法核对',
      'the signer certificate is missing: nothing can be checked',
    ],
    ['signing-certificate-mismatch', '签名指明的证书不是这一张', 'the signature names another certificate'],
  ]),
  ...group('INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'intact', [
    ['weak-algorithm', '签名算法或密钥强度不足', 'the algorithm or key is too weak'],
    ['chain-weak', '证书链中有强度不足的签名', 'a signature in the certificate chain is too weak'],
  ]),
  ...group('INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'intact', [
    [
      'no-signed-attributes',
      '签名没有签名属性，不是 PAdES 签名',
      'the signature has no signed attributes: not PAdES',
    ],
    ['signing-certificate-missing', '签名没有指明签名证书', 'the signature does not name its certificate'],
    ['cms-padding', '签名数据之后有多余内容', 'something follows the signature container'],
    ['not-canonical', '签名数据的编码不规范', 'the signature container is not in canonical form'],
    [
      'claimed-time-outside',
      '自称的签名时间不在证书有效期内',
      'the claimed time is outside of the certificate validity',
    ],
  ]),
  ...group('INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND', 'intact', [
    ['no-chain', '签名证书不是由受信任的机构签发', 'the certificate does not lead to a trusted root'],
  ]),
  ...group('INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE', 'intact', [
    ['chain-constraints', '证书不允许用于此用途', 'a certificate does not allow this use'],
  ]),
  ...group('INDETERMINATE', 'NOT_YET_VALID', 'intact', [
    ['not-yet-valid', '证书尚未生效', 'a certificate is not valid yet'],
  ]),
  ...group('INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'intact', [
    [
      'expired',
      '证书已过有效期，且没有可信时间证明签名在有效期内完成',
      'a certificate has expired, and no trusted time shows that it was valid when signing',
    ],
  ]),
  ...group('TOTAL_PASSED', null, 'intact', [
    [
      'time-self-declared',
      '签名时间由签名人自称，没有时间戳',
      'the time is what the signer says; there is no time stamp',
    ],
    ['time-missing', '签名没有说明时间', 'the signature states no time'],
    ['revocation-not-checked', '没有核查证书是否被吊销（离线）', 'revocation was not checked (offline)'],
    ['certified', '认证签名：不允许之后的改动', 'certification signature: later changes are not allowed'],
    ['form-filled', '签名之后填写了表单（签名人允许）', 'a form was filled in after signing (allowed)'],
    ['signature-added', '签名之后又有其他签名', 'another signature was added later'],
    ['timestamp-added', '签名之后添加了文档时间戳', 'a document time stamp was added later'],
    ['validation-data-added', '签名之后添加了验证资料', 'validation data were added later'],
    ['description-updated', '签名之后更新了文档说明信息', 'the description of the file was updated later'],
    ['extensions-added', '签名之后添加了扩展说明', 'an extensions entry was added later'],
    ['timestamp-valid', '时间戳有效', 'the time stamp holds'],
    [
      'timestamp-not-counted',
      '时间戳无效或不受信任，不作为时间证明',
      'the time stamp does not count: it is invalid or not trusted',
    ],
    ['field-shared', '多个签名域指向同一个签名，只计一次', 'several fields name one signature; counted once'],
  ]),
])

const RANKS: ReadonlyMap<string, number> = new Map([...MEANINGS.keys()].map((code, i) => [code, i]))

const INTEGRITY_RANK: Readonly<Record<Integrity, number>> = { broken: 0, modified: 1, intact: 2 }

interface Judgement {
  readonly indication: Indication
  readonly subIndication: SubIndication | null
  readonly integrity: Integrity
  readonly reasons: readonly VerificationReason[]
}

/** What was found about one signature. Details (algorithm names, certificate parts) are shown behind the words. */
export class Findings {
  readonly #codes = new Map<string, string | undefined>()

  add(code: string, detail?: string): void {
    if (!MEANINGS.has(code)) throw new Error(`unknown finding: ${code}`)
    if (!this.#codes.has(code)) this.#codes.set(code, detail)
  }

  has(code: string): boolean {
    return this.#codes.has(code)
  }

  /** Whether anything stands against the signature's cryptography or place. */
  get broken(): boolean {
    return [...this.#codes.keys()].some(code => MEANINGS.get(code)?.integrity === 'broken')
  }

  judge(): Judgement {
    const codes = [...this.#codes.keys()].sort((a, b) => (RANKS.get(a) ?? 0) - (RANKS.get(b) ?? 0))
    const meanings = codes.flatMap(code => MEANINGS.get(code) ?? [])
    const worst = meanings[0]
    const integrity = meanings.reduce<Integrity>(
      (found, m) => (INTEGRITY_RANK[m.integrity] < INTEGRITY_RANK[found] ? m.integrity : found),
      'intact',
    )
    const reasons = codes.map(code => {
      const meaning = MEANINGS.get(code)
      const detail = this.#codes.get(code)
      const tail = (open: string, close: string): string => (detail ? `${open}${detail}${close}` : '')
      const text = words(`${meaning?.zh ?? ''}${tail('（', '）')}`, `${meaning?.en ?? ''}${tail(' (', ')')}`)
      return { code, text }
    })
    const indication = worst?.indication ?? 'TOTAL_PASSED'
    return { indication, subIndication: worst?.sub ?? null, integrity, reasons }
  }
}
