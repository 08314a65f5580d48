import { words, type Words } from '../../kernel/words.ts'
import { STATUS_WORDS } from '../licence/life-cycle.ts'
import { type ShownStatus } from '../licence/licence.ts'
import { type SignatureStatus, type VerificationReport } from './verification.ts'

/** What a person at the counter is told in one line, and what follows from it. */
export interface Conclusion {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly code:
    | 'genuine'
    | 'genuine-not-in-force'
    | 'genuine-unknown-here'
    | 'unlike-register'
    | 'altered'
    | 'seal-removed'
    | 'signature-bad'
    | 'certificate-revoked'
    | 'unsure'
    | 'unsigned'
    | 'unreadable'
  readonly text: Words
  readonly next: Words
}

interface Known {
  readonly shown: ShownStatus
  readonly sameFile: boolean
  readonly differs: readonly string[]
  readonly specimen: boolean
}

const ASK_ISSUER = words('请向发证机关核实，或查看原件', 'Ask the issuing office, or look at the original')
const DO_NOT_ACCEPT = words('请勿采信', 'Do not accept it')

function failedWords(signatures: readonly SignatureStatus[]): Conclusion {
  const failed = signatures.filter(one => one.indication === 'TOTAL_FAILED')
  if (failed.some(one => one.integrity === 'modified' || one.subIndication === 'HASH_FAILURE')) {
    return {
      tone: 'bad',
      code: 'altered',
      text: words('被改动过', 'Altered after it was sealed'),
      next: DO_NOT_ACCEPT,
    }
  }
  if (failed.some(one => one.subIndication === 'REVOKED')) {
    return {
      tone: 'bad',
      code: 'certificate-revoked',
      text: words('印章证书已被吊销', 'The certificate of the seal has been revoked'),
      next: DO_NOT_ACCEPT,
    }
  }
  return {
    tone: 'bad',
    code: 'signature-bad',
    text: words('电子印章无效', 'The electronic seal does not hold'),
    next: DO_NOT_ACCEPT,
  }
}

/** A licence of a demonstration proves nothing, whatever its seal. */
const marked = (text: Words, specimen: boolean): Words =>
  specimen ? words(`${text.zh}（样例，不作证明）`, `${text.en} (a specimen: proves nothing)`) : text

function passedWords(register: Known | null): Conclusion {
  if (!register) {
    return {
      tone: 'warn',
      code: 'genuine-unknown-here',
      text: words(
        '电子印章有效，未被改动；本机证照库没有这本证照',
        'The seal holds and nothing was altered; the licence is not in this register',
      ),
      next: words('现在是否有效，请向发证机关核实', 'Ask the issuing office whether it is in force'),
    }
  }
  const { shown, specimen } = register
  if (!register.sameFile && register.differs.length > 0) {
    return {
      tone: 'bad',
      code: 'unlike-register',
      text: marked(words('与证照库记载不一致', 'It says otherwise than the register'), specimen),
      next: words('请逐项核对下列不同之处', 'Compare the fields named below'),
    }
  }
  if (shown === 'valid') {
    return {
      tone: 'good',
      code: 'genuine',
      text: marked(words('真实有效', 'Genuine and in force'), specimen),
      next: words('证照库现状态：有效', 'State in the register: valid'),
    }
  }
  const now = STATUS_WORDS[shown]
  return {
    tone: shown === 'superseded' || shown === 'suspended' ? 'warn' : 'bad',
    code: 'genuine-not-in-force',
    text: marked(words(`证照真实，但${now.zh}`, `Genuine, but ${now.en}`), specimen),
    next: words('该证照现在不能使用', 'The licence cannot be used now'),
  }
}

/** The verdict on a file in plain words: what the signatures say, then what the register knows. */
export function conclusionOf(
  report: Pick<VerificationReport, 'verdict' | 'signatures' | 'reasons'>,
  register: Known | null,
): Conclusion {
  switch (report.verdict) {
    case 'passed':
      return passedWords(register)
    case 'failed':
      return failedWords(report.signatures)
    case 'indeterminate':
      return {
        tone: 'warn',
        code: 'unsure',
        text: words('无法确认', 'Cannot be confirmed'),
        next: ASK_ISSUER,
      }
    case 'unsigned':
      return {
        tone: 'warn',
        code: 'unsigned',
        text: words('没有电子印章，不能证明真伪', 'No electronic seal: it proves nothing'),
        next: ASK_ISSUER,
      }
    case 'refused':
      if (report.reasons.some(one => one.code === 'signature-removed'))
        return {
          tone: 'bad',
          code: 'seal-removed',
          text: words('电子印章已被去掉', 'The electronic seal has been taken out'),
          next: DO_NOT_ACCEPT,
        }
      return {
        tone: 'warn',
        code: 'unreadable',
        text: words('无法核验这个文件', 'This file cannot be verified'),
        next: ASK_ISSUER,
      }
  }
}
