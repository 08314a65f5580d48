import { appError, type AppError, type ErrorData } from '../../shared/kernel/app-error.ts'
import { words } from '../../shared/kernel/words.ts'
import { type CommonCode } from '../../shared/protocol/common.ts'
import { type CodeIn } from '../../shared/protocol/define.ts'
import { type ProtocolAreas } from '../../shared/protocol/index.ts'

type DeclaredCode = {
  [A in keyof ProtocolAreas]: {
    [E in keyof ProtocolAreas[A]]: CodeIn<ProtocolAreas[A][E]>
  }[keyof ProtocolAreas[A]]
}[keyof ProtocolAreas]

/** Every code that the store may refuse with has its HTTP status here, or this does not compile. */
const STATUS: Readonly<Record<CommonCode | DeclaredCode, number>> = {
  'request-malformed': 400,
  'request-too-large': 413,
  'certificate-needed': 401,
  'certificate-refused': 403,
  'not-allowed': 403,
  'too-many-requests': 429,
  'endpoint-unknown': 404,
  'store-fault': 500,
  'pairing-code-unknown': 404,
  'pairing-code-used': 409,
  'pairing-code-expired': 410,
  'pairing-other-workstation': 409,
  'pairing-other-office': 409,
  'pairing-key-unfit': 422,
  'chain-broken': 409,
  'batch-differs': 409,
  'batch-unknown': 404,
  'file-offset-wrong': 409,
  'file-digest-wrong': 422,
  'period-too-long': 422,
  'block-selector-unfit': 422,
  'block-series-unknown': 404,
  'block-series-dry': 409,
  'block-allowance-spent': 409,
  'request-differs': 409,
  'block-unknown': 404,
  'block-given-back': 409,
  'block-number-used': 409,
  'list-not-made': 404,
}

export const statusOf = (code: CommonCode | DeclaredCode): number => STATUS[code]

const refusal = <C extends CommonCode>(
  code: C,
  zh: string,
  en: string,
  next: readonly [zh: string, en: string],
  data?: ErrorData,
): AppError<C> => appError(code, words(zh, en), { next: words(...next), ...(data ? { data } : {}) })

export const malformed = (where: string, what: string): AppError<'request-malformed'> =>
  refusal(
    'request-malformed',
    '请求格式不符合协议',
    'the request has not the form that the protocol says',
    ['请升级工作站程序后重试', 'update the workstation’s program and try again'],
    { where, what },
  )

export const tooLarge = (): AppError<'request-too-large'> =>
  refusal('request-too-large', '请求内容过大', 'the request is too large', [
    '请分成较小的批次发送',
    'send it in smaller batches',
  ])

export const certificateNeeded = (): AppError<'certificate-needed'> =>
  refusal('certificate-needed', '此接口需要工作站证书', 'this endpoint needs a workstation’s certificate', [
    '请先与国家库配对',
    'pair the workstation with the store first',
  ])

export type CertificateFault = 'foreign' | 'unknown' | 'expired' | 'revoked'

const CERTIFICATE_FAULTS: Readonly<Record<CertificateFault, readonly [zh: string, en: string]>> = {
  foreign: ['工作站证书不是本库签发的', 'the certificate was not issued by this store'],
  unknown: ['本库没有这张工作站证书的记录', 'this store does not know the certificate'],
  expired: ['工作站证书已过期', 'the certificate has expired'],
  revoked: ['工作站证书已吊销', 'the certificate was revoked'],
}

export const certificateRefused = (reason: CertificateFault): AppError<'certificate-refused'> =>
  refusal(
    'certificate-refused',
    ...CERTIFICATE_FAULTS[reason],
    [
      '请向国家库管理员索取新的配对码，重新配对',
      'ask the operator of the store for a new code and pair again',
    ],
    { reason },
  )

export const notAllowed = (): AppError<'not-allowed'> =>
  refusal('not-allowed', '无权使用此接口', 'this caller may not use this endpoint', [
    '如确需使用，请联系国家库管理员',
    'if it is needed, ask the operator of the store',
  ])

export const tooMany = (seconds: number): AppError<'too-many-requests'> =>
  refusal(
    'too-many-requests',
    '请求过于频繁',
    'too many requests',
    [`请 ${seconds} 秒后再试`, `try again in ${seconds} seconds`],
    { seconds },
  )

export const noSuchEndpoint = (): AppError<'endpoint-unknown'> =>
  refusal('endpoint-unknown', '没有这个接口', 'there is no such endpoint', [
    '请核对地址和协议版本',
    'check the address and the version of the protocol',
  ])

export const storeFault = (id: string): AppError<'store-fault'> =>
  refusal(
    'store-fault',
    '国家库内部故障',
    'a fault inside the store',
    [
      `请稍后再试；仍不行请把故障号 ${id} 告诉管理员`,
      `try again later; if it stays, tell the operator the id ${id}`,
    ],
    { id },
  )
