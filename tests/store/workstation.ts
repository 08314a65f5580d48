import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import https from 'node:https'
import { type OpenStore } from '../../national-store/app/open-store.ts'
import { certificatePem } from '../../national-store/keys/identity.ts'
import { addOffice } from '../../national-store/usecases/administration/add-office.ts'
import { makePairingCode } from '../../national-store/usecases/administration/make-pairing-code.ts'
import { parsePairingCode } from '../../shared/domain/sync/pairing-code.ts'
import { toHex, utf8 } from '../../shared/kernel/bytes.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { pairingProofText } from '../../shared/protocol/pairing.ts'

/** The key of a workstation, and its certificate once it has one. */
export interface Hand {
  readonly privateKey: KeyObject
  readonly publicKey: Uint8Array
  readonly certificate?: Uint8Array
}

export function newHand(): Hand {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { privateKey, publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) }
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const proofOf = (hand: Hand, text: string): string =>
  base64(sign('sha256', utf8(text), hand.privateKey))

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown
  /** Code of a refusal. */
  readonly code: string | undefined
}

interface Asking {
  readonly port: number
  /** DER of the root that the other side must show. */
  readonly root: Uint8Array
  readonly method?: string
  readonly path: string
  readonly hand?: Hand
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly agent?: https.Agent
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const codeOf = (json: unknown): string | undefined =>
  (json as { error?: { code?: string } } | undefined)?.error?.code

export const identityOptions = (hand: Hand | undefined): { key?: string; cert?: string } =>
  hand?.certificate
    ? {
        key: String(hand.privateKey.export({ format: 'pem', type: 'pkcs8' })),
        cert: certificatePem(hand.certificate),
      }
    : {}

/** One call as any client of the protocol would make it, over real TLS, with the store's root as the only trust. */
export function ask(asking: Asking): Promise<Answer> {
  const { port, root, path, hand, json, bytes, headers = {}, agent } = asking
  const body = json === undefined ? bytes : utf8(JSON.stringify(json))
  const type = json === undefined ? 'application/octet-stream' : 'application/json'
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: asking.method ?? (body ? 'POST' : 'GET'),
        ca: certificatePem(root),
        agent: agent ?? false,
        headers: body ? { 'content-type': type, 'content-length': body.length, ...headers } : headers,
        ...identityOptions(hand),
      },
      response => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8')
          const read = parsed(text)
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: read,
            code: codeOf(read),
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export const OFFICE = { code: '11330000002482045J', name: '浙江省文化和旅游厅', region: '330000' } as const
export const WORKSTATION = 'WS-330000-01'

/** The secret of a fresh code for a workstation of an office, which is taken into the book where it lacks. */
export async function newSecret(
  { ports }: OpenStore,
  options: { readonly office?: typeof OFFICE; readonly workstationId?: string; readonly hours?: number } = {},
): Promise<string> {
  const { office = OFFICE, workstationId = WORKSTATION, hours } = options
  mustBeOk(await addOffice(ports)(office), 'office')
  const made = mustBeOk(
    await makePairingCode(ports)({
      officeCode: office.code,
      workstationId,
      ...(hours === undefined ? {} : { hours }),
    }),
    'code',
  )
  const code = parsePairingCode(made.code)
  const digest = createHash('sha256').update(ports.authority.root).digest()
  if (!code || !digest.subarray(0, 10).equals(Buffer.from(code.rootDigest)))
    throw new Error('not of this root')
  return toHex(code.secret)
}

export const pairingBody = (
  hand: Hand,
  secret: string,
  workstationId: string = WORKSTATION,
  officeCode: string = OFFICE.code,
) => ({
  secret,
  workstationId,
  officeCode,
  publicKey: base64(hand.publicKey),
  proof: proofOf(hand, pairingProofText(secret, workstationId)),
})

/** A workstation that has been paired over the wire. */
export async function pairedHand(
  store: OpenStore,
  port: number,
  options: { readonly office?: typeof OFFICE; readonly workstationId?: string } = {},
): Promise<Hand> {
  const hand = newHand()
  const secret = await newSecret(store, options)
  const { office = OFFICE, workstationId = WORKSTATION } = options
  const answer = await ask({
    port,
    root: store.ports.authority.root,
    path: '/v1/pairing',
    json: pairingBody(hand, secret, workstationId, office.code),
  })
  const { certificate } = answer.json as { certificate?: string }
  if (answer.status !== 200 || certificate === undefined) throw new Error(answer.text)
  return { ...hand, certificate: new Uint8Array(Buffer.from(certificate, 'base64')) }
}
