import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { words, type Words } from '../../shared/kernel/words.ts'
import { type GatewayCode } from '../ports/store-gateway.ts'

const TEXTS: Readonly<Record<GatewayCode, readonly [text: Words, next: Words]>> = {
  'store-unreachable': [
    words(
      '连不上国家库：没有网络，或地址上没有服务',
      'The store cannot be reached: no network, or nobody at that address',
    ),
    words(
      '不影响制证；网络恢复后自动续传',
      'Issuing goes on; the queue drains by itself once there is a network',
    ),
  ],
  'store-timeout': [
    words('国家库迟迟没有答复', 'The store did not answer in time'),
    words('稍后自动再试', 'It is tried again by itself'),
  ],
  'store-cut-off': [
    words(
      '连接中途断开，办没办成还不知道',
      'The connection broke in the middle; whether it was done is not known',
    ),
    words('稍后自动查问结果，不会重复', 'The outcome is asked for by itself; nothing is done twice'),
  ],
  'store-not-genuine': [
    words(
      '答复的不是配对的国家库（可能是上网认证页或代理）',
      'Whoever answers is not the paired store (a sign-in page of the network, or a proxy)',
    ),
    words('请先完成上网认证，或换一个网络', 'Sign in to the network first, or use another one'),
  ],
  'store-clock': [
    words('证书不在有效期内：本机时钟可能不对', 'A certificate is out of its days: this clock may be wrong'),
    words(
      '请核对本机日期和时间；无误时请联系国家库',
      'Check date and time; where they are right, tell the store',
    ),
  ],
  'certificate-refused': [
    words('国家库不接受本机的证书', 'The store does not take the certificate of this workstation'),
    words('请管理员联系国家库，重新配对', 'An administrator asks the store, and pairs anew'),
  ],
  'store-busy': [
    words('国家库忙，请求暂不受理', 'The store is busy'),
    words('稍后自动再试', 'It is tried again by itself'),
  ],
  'store-fault': [
    words('国家库出了故障', 'The store has a fault'),
    words(
      '稍后自动再试；持续不好时请联系国家库',
      'It is tried again by itself; where it lasts, tell the store',
    ),
  ],
  'store-garbage': [
    words('答复不合协议，未予采信', 'The answer is none of the protocol and was not taken'),
    words(
      '稍后自动再试；持续不好时请联系国家库',
      'It is tried again by itself; where it lasts, tell the store',
    ),
  ],
  'store-refused': [
    words('国家库拒绝了请求', 'The store refused the request'),
    words('请把此提示告诉维护人员', 'Show this to whoever maintains the program'),
  ],
}

/** A failure of the gateway in words; `detail` is for programs and helpers, without addresses or personal data. */
export function gatewayFailure<C extends GatewayCode>(code: C, detail: string): AppError<C> {
  const [text, next] = TEXTS[code]
  return appError(code, text, { next, data: { detail: detail.slice(0, 200) } })
}

const UNREACHABLE = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENONET',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]
const CUT_OFF = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']
const CLOCK = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']

/** What a failed connection means. What is not known is somebody who does not speak our protocol. */
export function failureOf(error: unknown): AppError<GatewayCode> {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
  if (UNREACHABLE.includes(code)) return gatewayFailure('store-unreachable', code)
  if (code === 'ETIMEDOUT') return gatewayFailure('store-timeout', code)
  if (CLOCK.includes(code)) return gatewayFailure('store-clock', code)
  // The other side's word on our certificate arrives as an alert.
  if (
    /ALERT_(BAD_|UNSUPPORTED_|NO_)?CERT|ALERT_UNKNOWN_CA|ALERT_ACCESS_DENIED/.test(code) ||
    /alert (bad|no|unsupported|unknown|certificate|access)/i.test(message)
  )
    return gatewayFailure('certificate-refused', code)
  if (CUT_OFF.includes(code)) return gatewayFailure('store-cut-off', code)
  if (code.startsWith('HPE_')) return gatewayFailure('store-garbage', code)
  return gatewayFailure('store-not-genuine', code || message)
}
