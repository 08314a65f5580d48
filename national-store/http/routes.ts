import { type FastifyReply, type FastifyRequest } from 'fastify'
import { type z } from 'zod'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type Endpoint } from '../../shared/protocol/define.ts'
import { PROTOCOL_AREAS, type ProtocolAreas } from '../../shared/protocol/index.ts'
import { type KnownCaller } from '../usecases/pairing/identify-caller.ts'
import { type Handlers } from './handlers.ts'
import { malformed } from './refusals.ts'

/** A request that the protocol does not know; caught by the server's error handler. */
export class Malformed extends Error {
  readonly refusal: AppError<'request-malformed'>
  readonly status: number
  constructor(where: string, what: string, status = 400) {
    super('request-malformed')
    this.refusal = malformed(where, what)
    this.status = status
  }
}

export interface Route {
  readonly name: string
  readonly endpoint: Endpoint
  readonly handle: (request: {
    readonly caller: unknown
    readonly params: unknown
    readonly query: unknown
    readonly body: unknown
  }) => Promise<Result<unknown, AppError>>
}

/** The protocol's endpoints with their handlers; the types of `Handlers` have seen to it that they belong together. */
export function routesOf<Served extends keyof ProtocolAreas>(handlers: Handlers<Served>): readonly Route[] {
  return Object.entries(handlers).flatMap(([area, byName]) =>
    Object.entries(PROTOCOL_AREAS[area as keyof ProtocolAreas]).map(([name, endpoint]) => ({
      name: `${area}.${name}`,
      endpoint: endpoint as unknown as Endpoint,
      handle: (byName as Readonly<Record<string, Route['handle']>>)[name] as Route['handle'],
    })),
  )
}

/** `/v1/files/{sha256}` as Fastify writes it. */
export const urlOf = (endpoint: Endpoint): string => endpoint.path.replace(/\{([A-Za-z0-9]+)\}/g, ':$1')

/** The value as the schema gives it. What nests so deep that the check itself gives up is malformed too. */
function checked(where: string, schema: z.ZodType, value: unknown): unknown {
  let parsed: z.ZodSafeParseResult<unknown>
  try {
    parsed = schema.safeParse(value)
  } catch (error) {
    if (error instanceof RangeError) throw new Malformed(where, 'too deep')
    throw error
  }
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // Places and kinds of fault, never values.
  throw new Malformed(where, `${issue?.path.slice(0, 8).join('.').slice(0, 200)}: ${issue?.code}`)
}

const bodyOf = ({ body }: Endpoint, request: FastifyRequest): unknown => {
  if (body === null) return undefined
  if (body === 'bytes') return request.body
  return checked('body', body, request.body)
}

/** @throws when a handler gave what its own protocol does not allow: a fault of the store, and nothing is sent */
function checkedAnswer(route: Route, value: unknown): string | Uint8Array {
  const { answer } = route.endpoint
  if (answer === 'bytes') {
    if (value instanceof Uint8Array) return value
    throw new Error(`${route.name} gave no bytes`)
  }
  const parsed = answer.safeParse(value)
  if (parsed.success) return JSON.stringify(parsed.data)
  const [issue] = parsed.error.issues
  throw new Error(
    `${route.name} gave an answer against its schema at ${issue?.path.join('.')}: ${issue?.code}`,
  )
}

export async function answerOf(
  route: Route,
  request: FastifyRequest,
  known: KnownCaller | undefined,
): Promise<Result<string | Uint8Array, AppError>> {
  const { params, query } = route.endpoint
  const result = await route.handle({
    caller: known?.caller,
    params: checked('path', params, request.params),
    query: checked('query', query, request.query),
    body: bodyOf(route.endpoint, request),
  })
  return result.ok ? ok(checkedAnswer(route, result.value)) : err(result.error)
}

/** What a request of this endpoint must call its body, or undefined where it may say what it likes. */
export function contentTypeFault({ body }: Endpoint, request: FastifyRequest): Malformed | undefined {
  if (body === null) return undefined
  const wanted = body === 'bytes' ? 'application/octet-stream' : 'application/json'
  const [given = ''] = (request.headers['content-type'] ?? '').split(';')
  return given.trim().toLowerCase() === wanted ? undefined : new Malformed('content-type', wanted, 415)
}

export const sendAnswer = (reply: FastifyReply, answer: string | Uint8Array): FastifyReply =>
  typeof answer === 'string'
    ? reply.type('application/json; charset=utf-8').send(answer)
    : reply
        .type('application/octet-stream')
        .send(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength))
