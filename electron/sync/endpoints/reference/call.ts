import { type z } from 'zod'
import { refusalSchema, COMMON_CODES } from '../../../../shared/protocol/common.ts'
import {
  type AnswerOut,
  type BodyIn,
  type CodeIn,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
} from '../../../../shared/protocol/define.ts'
import { type AppError } from '../../../../shared/kernel/app-error.ts'
import { fromUtf8, utf8 } from '../../../../shared/kernel/bytes.ts'
import { err, ok, type Err, type Result } from '../../../../shared/kernel/result.ts'
import { type GatewayCode } from '../../../ports/store-gateway.ts'
import { gatewayFailure } from '../../failures.ts'
import { type Question, type RawAnswer, type Transport } from '../../transport.ts'

type AnyEndpoint = Endpoint<never, never, never, unknown, string>

export interface Asked<E> {
  readonly params?: ParamsOf<E>
  readonly query?: QueryOf<E>
  readonly body?: BodyIn<E>
  readonly maxAnswer?: number
}

type Called<E> = Promise<Result<AnswerOut<E>, AppError<GatewayCode | CodeIn<E>>>>

/** Most answers are a few lines. */
const SMALL_ANSWER = 1024 * 1024

function pathOf(endpoint: AnyEndpoint, asked: Asked<AnyEndpoint>): string {
  const params = (asked.params ?? {}) as Readonly<Record<string, unknown>>
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_hole, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const query = new URLSearchParams(
    Object.entries((asked.query ?? {}) as Readonly<Record<string, unknown>>).map(
      ([name, value]): [string, string] => [name, String(value)],
    ),
  ).toString()
  return query === '' ? path : `${path}?${query}`
}

function questionOf(endpoint: AnyEndpoint, asked: Asked<AnyEndpoint>): Question {
  const maxAnswer = asked.maxAnswer ?? SMALL_ANSWER
  const start = { method: endpoint.method, path: pathOf(endpoint, asked), maxAnswer }
  if (endpoint.body === null) return start
  const bytes =
    endpoint.body === 'bytes'
      ? (asked.body as unknown as Uint8Array)
      : utf8(JSON.stringify(asked.body as unknown))
  if (bytes.length > endpoint.maxBytes)
    throw new RangeError(`${endpoint.path} takes ${endpoint.maxBytes} bytes`)
  const type = endpoint.body === 'bytes' ? 'application/octet-stream' : 'application/json'
  return { ...start, body: { type, bytes } }
}

function jsonOf(answer: RawAnswer): unknown {
  if (!/^application\/json\b/i.test(answer.type)) return undefined
  try {
    return JSON.parse(fromUtf8(answer.bytes))
  } catch {
    return undefined
  }
}

const COMMON: Readonly<Record<(typeof COMMON_CODES)[number], GatewayCode>> = {
  'request-malformed': 'store-refused',
  'request-too-large': 'store-refused',
  'certificate-needed': 'certificate-refused',
  'certificate-refused': 'certificate-refused',
  'not-allowed': 'certificate-refused',
  'too-many-requests': 'store-busy',
  'endpoint-unknown': 'store-refused',
  'store-fault': 'store-fault',
}

const BUSY = [429, 502, 503, 504]

/** What an answer that is no success means: the protocol's own words where it speaks them, else what the status says. */
function refusalOf(endpoint: AnyEndpoint, answer: RawAnswer): AppError<string> {
  const parsed = refusalSchema.safeParse(jsonOf(answer))
  if (!parsed.success) {
    const detail = `status ${answer.status}`
    if (BUSY.includes(answer.status)) return gatewayFailure('store-busy', detail)
    return gatewayFailure(answer.status >= 500 ? 'store-fault' : 'store-garbage', detail)
  }
  const { code, text, next, data } = parsed.data.error
  if (endpoint.codes.includes(code))
    return { code, text, ...(next ? { next } : {}), ...(data ? { data } : {}) }
  const common = COMMON_CODES.find(one => one === code)
  return gatewayFailure(common ? COMMON[common] : 'store-refused', `${code}: ${text.en}`)
}

/** Asks the store one thing of the protocol. What does not fit the schema of the answer is no answer. */
export async function callStore<E>(transport: Transport, endpoint: E, asked: Asked<E>): Called<E> {
  const known = endpoint as unknown as AnyEndpoint
  const answered = await transport.request(questionOf(known, asked as Asked<AnyEndpoint>))
  if (!answered.ok) return answered
  const answer = answered.value
  const refused = (error: AppError<string>): Err<AppError<never>> => err(error as AppError<never>)
  if (answer.status !== 200) return refused(refusalOf(known, answer))
  if (known.answer === 'bytes') {
    return /^application\/octet-stream\b/i.test(answer.type)
      ? ok(answer.bytes as AnswerOut<E>)
      : refused(gatewayFailure('store-garbage', `type ${answer.type}`))
  }
  const parsed = (known.answer as z.ZodType<AnswerOut<E>>).safeParse(jsonOf(answer))
  return parsed.success ? ok(parsed.data) : refused(gatewayFailure('store-garbage', 'schema'))
}
