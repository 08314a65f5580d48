import { type IncomingMessage } from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type GatewayCode } from '../ports/store-gateway.ts'
import { failureOf, gatewayFailure } from './failures.ts'

/**
 * The only network client of the program: HTTPS to one address, trusting one root, with the workstation's own certificate.
 * Nothing is followed, cached or retried behind anybody's back; what is longer or slower than agreed is cut off.
 */
export interface Transport {
  request(question: Question): Promise<Result<RawAnswer, AppError<GatewayCode>>>
  close(): void
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: { readonly type: string; readonly bytes: Uint8Array }
  /** A longer answer is cut off. */
  readonly maxAnswer: number
}

export interface RawAnswer {
  readonly status: number
  readonly type: string
  readonly bytes: Uint8Array
}

export interface TransportOptions {
  readonly address: string
  /** DER. */
  readonly root: Uint8Array
  readonly client?: { readonly certificate: Uint8Array; readonly key: string }
  readonly timeouts?: Partial<Timeouts>
}

export interface Timeouts {
  /** Nothing came or went for so long. */
  readonly idleMs: number
  /** The whole question, however slowly it trickles. */
  readonly wholeMs: number
}

/** Our defaults: a batch of 8 MB over a poor line takes minutes, silence of half a minute is none. */
const TIMEOUTS: Timeouts = { idleMs: 30_000, wholeMs: 10 * 60_000 }

const LINE = /.{1,64}/g

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(Buffer.from(der).toString('base64').match(LINE) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`

type Answered = (answer: Result<RawAnswer, AppError<GatewayCode>>) => void

/** Reads an answer to its end; one that is too long or does not end is none. */
function readAnswer(response: IncomingMessage, maxAnswer: number, done: Answered): void {
  const pieces: Buffer[] = []
  let length = 0
  response.on('data', (piece: Buffer) => {
    length += piece.length
    if (length <= maxAnswer) return void pieces.push(piece)
    done(err(gatewayFailure('store-garbage', `longer than ${maxAnswer} bytes`)))
    response.destroy()
  })
  response.on('error', error => done(err(failureOf(error))))
  response.on('aborted', () => done(err(gatewayFailure('store-cut-off', 'aborted'))))
  response.on('end', () => {
    if (!response.complete) return done(err(gatewayFailure('store-cut-off', 'incomplete')))
    const type = String(response.headers['content-type'] ?? '')
    done(ok({ status: response.statusCode ?? 0, type, bytes: Buffer.concat(pieces) }))
  })
}

function ask(
  agent: https.Agent,
  base: URL,
  question: Question,
  timeouts: Timeouts,
): Promise<{ answer: Result<RawAnswer, AppError<GatewayCode>>; stale: boolean }> {
  return new Promise(resolve => {
    const { body } = question
    const request = https.request({
      agent,
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port === '' ? 443 : Number(base.port),
      method: question.method,
      path: question.path,
      headers: {
        accept: 'application/json, application/octet-stream',
        ...(body ? { 'content-type': body.type, 'content-length': body.bytes.length } : {}),
      },
    })
    let begun = false
    const end: Answered = answer => {
      clearTimeout(whole)
      // The other side had closed the connection that was kept: nothing of this question was heard.
      resolve({
        answer,
        stale: !begun && !answer.ok && answer.error.code === 'store-cut-off' && request.reusedSocket,
      })
    }
    const tooSlow = (): void => {
      end(err(gatewayFailure('store-timeout', begun ? 'answer' : 'request')))
      request.destroy()
    }
    const whole = setTimeout(tooSlow, timeouts.wholeMs)
    request.setTimeout(timeouts.idleMs, tooSlow)
    request.on('error', error => end(err(failureOf(error))))
    request.on('response', response => {
      begun = true
      readAnswer(response, question.maxAnswer, end)
    })
    request.end(body?.bytes)
  })
}

export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.address)
  const timeouts = { ...TIMEOUTS, ...options.timeouts }
  const agent = new https.Agent({
    keepAlive: true,
    maxSockets: 2,
    ca: [pem(options.root)],
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(options.client ? { cert: pem(options.client.certificate), key: options.client.key } : {}),
  })
  return {
    async request(question) {
      const first = await ask(agent, base, question, timeouts)
      return first.stale ? (await ask(agent, base, question, timeouts)).answer : first.answer
    },
    close: () => agent.destroy(),
  }
}

/** The last certificate that the other side shows, where it signs itself. */
function shownRoot(socket: tls.TLSSocket): Uint8Array | undefined {
  let last = socket.getPeerCertificate(true)
  for (let depth = 0; depth < 8 && (last.raw as Buffer | undefined); depth++) {
    const above = last.issuerCertificate as tls.DetailedPeerCertificate | undefined
    if (!above?.raw || above.raw.equals(last.raw)) break
    last = above
  }
  if (!(last.raw as Buffer | undefined)) return undefined
  const root = new X509Certificate(last.raw)
  return root.checkIssued(root) && root.verify(root.publicKey) ? new Uint8Array(last.raw) : undefined
}

/** What root stands behind an address. Only the handshake is made: nothing is told, nothing is believed. */
export function fetchRoot(
  address: string,
  timeoutMs: number = TIMEOUTS.idleMs,
): Promise<Result<Uint8Array, AppError<GatewayCode>>> {
  const base = new URL(address)
  const host = base.hostname.replace(/^\[|\]$/g, '')
  return new Promise(resolve => {
    const socket = tls.connect({
      host,
      port: base.port === '' ? 443 : Number(base.port),
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    })
    const end = (answer: Result<Uint8Array, AppError<GatewayCode>>): void => {
      resolve(answer)
      socket.destroy()
    }
    socket.setTimeout(timeoutMs, () => end(err(gatewayFailure('store-timeout', 'handshake'))))
    socket.on('error', error => end(err(failureOf(error))))
    socket.on('close', () => end(err(gatewayFailure('store-cut-off', 'handshake'))))
    socket.on('secureConnect', () => {
      const root = shownRoot(socket)
      end(root ? ok(root) : err(gatewayFailure('store-not-genuine', 'no root shown')))
    })
  })
}
