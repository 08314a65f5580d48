import { TLSSocket } from 'node:tls'
import { type Socket } from 'node:net'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type Caller } from '../../shared/protocol/define.ts'
import { type KnownCaller } from '../usecases/pairing/identify-caller.ts'
import {
  certificateNeeded,
  certificateRefused,
  notAllowed,
  tooMany,
  type CertificateFault,
} from './refusals.ts'
import { type RateLimit } from './rate-limit.ts'

export type GateRefusal = AppError<
  'certificate-needed' | 'certificate-refused' | 'not-allowed' | 'too-many-requests'
>

/** What a connection shows of whoever is at its other end. */
interface Shown {
  readonly serial: string
  readonly der: Uint8Array
  /** Undefined where the chain leads to our root. */
  readonly fault: CertificateFault | undefined
}

/**
 * A resumed TLS 1.3 session counts as authorised even without a certificate, so that only a certificate that is there
 * counts here.
 */
function shown(socket: Socket): Shown | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { raw, serialNumber } = socket.getPeerCertificate()
  if (!(raw instanceof Uint8Array) || typeof serialNumber !== 'string') return undefined
  const expired = String(socket.authorizationError).includes('CERT_HAS_EXPIRED')
  const fault = socket.authorized ? undefined : expired ? 'expired' : 'foreign'
  return { serial: serialNumber.toLowerCase(), der: new Uint8Array(raw), fault }
}

export interface GateParts {
  readonly limit: RateLimit
  identify(serial: string, der: Uint8Array): Promise<Result<KnownCaller, CertificateFault>>
}

export interface Entry {
  /** The endpoint's name, `pairing.pair`. */
  readonly name: string
  readonly wanted: Caller
  readonly socket: Socket
}

function overLimit({ limit }: GateParts, entry: Entry, certificate: Shown | undefined): number {
  const address = entry.socket.remoteAddress ?? ''
  if (entry.name === 'pairing.pair') return limit.take('pairing', address)
  return certificate && certificate.fault === undefined
    ? limit.take('certificate', certificate.serial)
    : limit.take('address', address)
}

/** Decides who comes in, before anything of a request's body is read. */
export const createGate =
  (parts: GateParts) =>
  async (entry: Entry): Promise<Result<KnownCaller | undefined, GateRefusal>> => {
    const certificate = shown(entry.socket)
    const seconds = overLimit(parts, entry, certificate)
    if (seconds > 0) return err(tooMany(seconds))
    if (entry.wanted === 'public') return ok(undefined)
    if (!certificate) return err(certificateNeeded())
    if (certificate.fault) return err(certificateRefused(certificate.fault))
    const known = await parts.identify(certificate.serial, certificate.der)
    if (!known.ok) return err(certificateRefused(known.error))
    return known.value.kind === entry.wanted ? ok(known.value) : err(notAllowed())
  }
