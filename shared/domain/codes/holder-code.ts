import { words, type Words } from '../../kernel/words.ts'
import { type Source } from '../source.ts'
import { inspectCitizenId } from './citizen-id.ts'
import { normaliseCode } from './half-width.ts'
import { inspectUscc } from './uscc.ts'

/** 持证主体代码类型, GB/T 36903 App. A. */
export interface HolderCodeType {
  readonly code: string
  readonly label: Words
  readonly holder: 'organisation' | 'person'
}

export const HOLDER_CODE_SOURCE: Source = { mark: 'found', ref: 'GB/T 36903 附录A（两套公开实现一致）' }

const type = (code: string, holder: HolderCodeType['holder'], zh: string, en: string): HolderCodeType => ({
  code,
  holder,
  label: words(zh, en),
})

export const HOLDER_CODE_TYPES: readonly HolderCodeType[] = [
  type('001', 'organisation', '统一社会信用代码', 'Unified social credit code'),
  type('099', 'organisation', '其他法人或其他组织有效证件代码', 'Other valid code of an organisation'),
  type('111', 'person', '公民身份号码', 'Citizen ID number'),
  type('114', 'person', '中国人民解放军军官证编号', 'PLA officer card number'),
  type('115', 'person', '中国人民武装警察部队警官证编号', 'Armed police officer card number'),
  type('118', 'person', '中国人民解放军士兵证编号', 'PLA soldier card number'),
  type('119', 'person', '中国人民武装警察部队士兵证编号', 'Armed police soldier card number'),
  type('120', 'person', '中国人民解放军文职人员证编号', 'PLA civilian staff card number'),
  type('122', 'person', '中国人民武装警察部队文职人员证编号', 'Armed police civilian staff card number'),
  type('411', 'person', '外交护照号', 'Diplomatic passport number'),
  type('412', 'person', '公务护照号', 'Service passport number'),
  type('413', 'person', '公务普通护照号', 'Passport for public affairs number'),
  type('414', 'person', '普通护照号', 'Ordinary passport number'),
  type('511', 'person', '台湾居民来往大陆通行证号码', 'Mainland travel permit for Taiwan residents'),
  type(
    '516',
    'person',
    '港澳居民来往内地通行证号码',
    'Mainland travel permit for Hong Kong and Macao residents',
  ),
  type('999', 'person', '其他自然人有效证件代码', 'Other valid code of a person'),
]

export type HolderCodeVerdict =
  | { readonly verdict: 'valid'; readonly code: string }
  | { readonly verdict: 'warning' | 'fault'; readonly code: string; readonly text: Words }

export const holderCodeType = (code: string): HolderCodeType | undefined =>
  HOLDER_CODE_TYPES.find(row => row.code === code)

const fault = (code: string, zh: string, en: string): HolderCodeVerdict => ({
  verdict: 'fault',
  code,
  text: words(zh, en),
})

const warning = (code: string, zh: string, en: string): HolderCodeVerdict => ({
  verdict: 'warning',
  code,
  text: words(zh, en),
})

function checkUscc(text: string): HolderCodeVerdict {
  const report = inspectUscc(text)
  const { code } = report
  switch (report.verdict) {
    case 'valid':
      return { verdict: 'valid', code }
    case 'check-failed':
      return warning(
        code,
        `统一社会信用代码校验位不符（应为“${report.expectedCheck}”）。早期试点代码确有不符的，请核对营业执照原件`,
        `the check character of the credit code does not fit (expected "${report.expectedCheck}"); some legal early codes fail it: compare with the business licence`,
      )
    case 'old-registration':
      return warning(
        code,
        '这是 15 位旧工商注册号，请换成 18 位统一社会信用代码',
        'this is a 15-digit registration number of the old kind; take the 18-character credit code',
      )
    case 'malformed':
      return fault(
        code,
        '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），例如 91110000101623741K',
        'a credit code has 18 digits or capital letters without I, O, S, V, Z, as in 91110000101623741K',
      )
  }
}

function checkCitizenId(text: string): HolderCodeVerdict {
  const report = inspectCitizenId(text)
  switch (report.verdict) {
    case 'valid':
      return { verdict: 'valid', code: report.id }
    case 'check-failed':
      return fault(
        report.id,
        '公民身份号码校验位不符，请对照身份证逐位核对',
        'the check character of the citizen ID does not fit: compare it with the card digit by digit',
      )
    case 'no-such-day':
      return fault(
        report.id,
        '公民身份号码第 7 至 14 位不是一个存在的日期，请核对',
        'digits 7 to 14 of the citizen ID are not a day of the calendar',
      )
    case 'old-form':
      return fault(
        report.id,
        '这是 15 位旧身份证号码，已停用，请填写 18 位公民身份号码',
        'this is a 15-digit number of the old kind, no longer in use; take the 18-character one',
      )
    case 'malformed':
      return fault(
        report.id,
        '公民身份号码应为 17 位数字加 1 位数字或 X，例如 11010519491231002X',
        'a citizen ID has 17 digits and a digit or X, as in 11010519491231002X',
      )
  }
}

/** Our default shapes; only a warning, because the standard leaves the layout of these papers to their issuers. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  '411': /^DE?\d{7,8}$/,
  '412': /^SE?\d{7,8}$/,
  '413': /^PE?\d{7,8}$/,
  '414': /^[A-Z0-9]{6,15}$/,
  '511': /^(?:\d{8}|\d{10})$/,
  '516': /^[HM](?:\d{8}|\d{10})$/,
}

/** Judges a holder's code by its type. Codes without a known shape must be 1 to 64 letters, digits or CJK characters. */
export function checkHolderCode(typeCode: string, text: string): HolderCodeVerdict {
  if (typeCode === '001') return checkUscc(text)
  if (typeCode === '111') return checkCitizenId(text)
  const code = normaliseCode(text)
  const found = holderCodeType(typeCode)
  if (!found)
    return fault(
      code,
      `没有代码类型“${typeCode}”（GB/T 36903 附录A）`,
      `there is no holder code type "${typeCode}"`,
    )
  if (!/^[\p{L}\p{N}()\-/]{1,64}$/u.test(code))
    return fault(
      code,
      '证件号码应为 1 至 64 位字母、数字或汉字',
      'a code has 1 to 64 letters, digits or characters',
    )
  const shape = SHAPES[typeCode]
  if (shape && !shape.test(code))
    return warning(code, `号码不像${found.label.zh}，请核对`, `this does not look like: ${found.label.en}`)
  return { verdict: 'valid', code }
}
