import { type Socket } from 'node:net'
import { type Server } from 'node:https'
import { type SecureContextOptions } from 'node:tls'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { fromUtf8 } from '../../shared/kernel/bytes.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Endpoint } from '../../shared/protocol/define.ts'
import { certificatePem } from '../keys/identity.ts'
import { type KeyRing } from '../keys/key-ring.ts'
import { type StoreClock } from '../ports/clock.ts'
import { type FaultLog } from '../ports/faults.ts'
import { type UseLog } from '../ports/use-log.ts'
import { type KnownCaller } from '../usecases/pairing/identify-caller.ts'
import { createGate, type GateParts } from './gate.ts'
import { malformed, noSuchEndpoint, statusOf, storeFault, tooLarge } from './refusals.ts'
import { answerOf, contentTypeFault, Malformed, sendAnswer, urlOf, type Route } from './routes.ts'

/** Lines to field offices are slow: a batch may take minutes, a header may not. Our defaults. */
export const TIMES = {
  headersMs: 20_000,
  requestMs: 10 * 60_000,
  idleMs: 2 * 60_000,
  keepAliveMs: 75_000,
} as const
const MAX_CONNECTIONS = 5_000

export interface ServerParts extends GateParts {
  readonly ring: KeyRing
  readonly routes: readonly Route[]
  readonly clock: StoreClock
  readonly faults: FaultLog
  readonly uses: UseLog
  readonly times?: Partial<Record<keyof typeof TIMES, number>>
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const

/** What a request is known by while it is under way. */
interface Notes {
  readonly caller: KnownCaller | undefined
  readonly code: string | null
}
const notes = new WeakMap<object, Notes>()
const noted = (request: FastifyRequest): Notes => notes.get(request) ?? { caller: undefined, code: null }

export const tlsContext = ({ root, server }: KeyRing): SecureContextOptions => ({
  key: String(server.privateKey.export({ format: 'pem', type: 'pkcs8' })),
  // The root travels along: a workstation that pairs compares it with its code.
  cert: certificatePem(server.certificate) + certificatePem(root.certificate),
  ca: certificatePem(root.certificate),
  minVersion: 'TLSv1.2',
})

const refusalBody = (error: AppError): string =>
  JSON.stringify({ error: { code: error.code, text: error.text, next: error.next, data: error.data } })

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
  status?: number,
): FastifyReply {
  notes.set(request, { ...noted(request), code: error.code })
  const seconds = error.data?.['seconds']
  if (error.code === 'too-many-requests' && typeof seconds === 'number') reply.header('retry-after', seconds)
  return reply
    .headers(HEADERS) // a path that cannot be read comes here past the hook
    .code(status ?? statusOf(error.code as Parameters<typeof statusOf>[0]))
    .type('application/json; charset=utf-8')
    .send(refusalBody(error))
}

/** The words for what the framework or a check threw; a fault of the store is logged and told by its id only. */
function onError(
  faults: FaultLog,
  error: FastifyError | Malformed,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (error instanceof Malformed) return refuse(request, reply, error.refusal, error.status)
  const status = error.statusCode ?? 500
  if (status === 413) return refuse(request, reply, tooLarge())
  if (status >= 400 && status < 500)
    return refuse(request, reply, malformed('request', error.code), status === 415 ? 415 : 400)
  return refuse(request, reply, storeFault(faults.write(request.routeOptions.url ?? 'unknown', error)))
}

/** Bytes that are not HTTP, or too slow to be any. */
function onClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const body = refusalBody(malformed('request', error.code ?? 'not HTTP'))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

function readBodies(app: FastifyInstance<Server>): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(fromUtf8(body as Buffer)))
    } catch {
      done(new Malformed('body', 'no JSON'))
    }
  })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, new Uint8Array(body as Buffer)),
  )
}

function addRoute(app: FastifyInstance<Server>, route: Route, parts: ServerParts): void {
  const { endpoint, name } = route
  const gate = createGate(parts)
  app.route({
    method: endpoint.method,
    url: urlOf(endpoint),
    bodyLimit: endpoint.maxBytes,
    onRequest: async (request, reply) => {
      const entered = await gate({ name, wanted: endpoint.caller, socket: request.raw.socket })
      if (!entered.ok) return refuse(request, reply, entered.error)
      notes.set(request, { caller: entered.value, code: null })
      const fault = contentTypeFault(endpoint, request)
      if (fault) throw fault
      return undefined
    },
    onResponse: async (request, reply) => {
      const { caller, code } = noted(request)
      const workstation = caller?.kind === 'workstation' ? caller.caller : undefined
      parts.uses.note({
        at: parts.clock.now(),
        caller: caller?.kind ?? 'public',
        callerId:
          workstation?.workstationId ?? (caller?.kind === 'operator' ? caller.caller.operatorName : null),
        officeCode: workstation?.officeCode ?? null,
        region: workstation?.region ?? null,
        endpoint: name,
        status: reply.statusCode,
        code,
      })
    },
    handler: async (request, reply) => {
      const answer = await answerOf(route, request, noted(request).caller)
      return answer.ok ? sendAnswer(reply, answer.value) : refuse(request, reply, answer.error)
    },
  })
}

/** A path of the protocol under another method is 405, any other is 404. */
function onUnknown(endpoints: readonly Endpoint[]) {
  const paths = endpoints.map(({ path, method }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/\{[A-Za-z0-9]+\}/g, '[^/]+')}$`),
  }))
  return (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?')
    const methods = paths.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    if (methods.length > 0) reply.header('allow', methods.join(', '))
    return refuse(request, reply, noSuchEndpoint(), methods.length > 0 ? 405 : 404)
  }
}

/** The store over TLS: what the protocol declares and nothing else. Not yet listening. */
export function buildServer(parts: ServerParts): FastifyInstance<Server> {
  const times = { ...TIMES, ...parts.times }
  const app = fastify({
    https: {
      ...tlsContext(parts.ring),
      requestCert: true,
      // Who has no certificate of ours may still ask what is public: the gate decides, and says why in words.
      rejectUnauthorized: false,
      headersTimeout: times.headersMs,
    },
    requestTimeout: times.requestMs,
    connectionTimeout: times.idleMs,
    keepAliveTimeout: times.keepAliveMs,
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: onClientError,
    frameworkErrors: (error, request, reply) => void onError(parts.faults, error, request, reply),
  })
  app.server.maxConnections = MAX_CONNECTIONS
  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  readBodies(app)
  app.setErrorHandler<FastifyError>((error, request, reply) => onError(parts.faults, error, request, reply))
  app.setNotFoundHandler(onUnknown(parts.routes.map(route => route.endpoint)))
  for (const route of parts.routes) addRoute(app, route, parts)
  return app
}
