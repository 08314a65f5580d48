import { PROTOCOL } from '../../shared/protocol/common.ts'
import { ok } from '../../shared/kernel/result.ts'
import { type Handlers } from '../http/handlers.ts'
import { listHeld, putPiece } from '../usecases/files/transfer-files.ts'
import { redeemCode } from '../usecases/pairing/redeem-code.ts'
import { renewCertificate } from '../usecases/pairing/renew-certificate.ts'
import { type StorePorts } from './ports.ts'

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const text = (value: Uint8Array): string => Buffer.from(value).toString('base64')

/** Areas that are served. */
export type ServedAreas = 'store' | 'pairing' | 'files'

/** Protocol on one side, use cases on the other; nothing is decided here. */
export function createHandlers(ports: StorePorts): Handlers<ServedAreas> {
  const redeem = redeemCode(ports)
  const renew = renewCertificate(ports)
  return {
    store: {
      about: async () =>
        ok({
          store: 'licence-workstation-store',
          protocol: PROTOCOL,
          name: ports.name,
          now: ports.clock.now(),
        }),
    },
    pairing: {
      async pair({ body }) {
        const paired = await redeem({ ...body, publicKey: bytes(body.publicKey), proof: bytes(body.proof) })
        if (!paired.ok) return paired
        const { certificate, validUntil, office } = paired.value
        return ok({ certificate: text(certificate), root: text(ports.authority.root), validUntil, office })
      },
      async renew({ caller, body }) {
        const renewed = await renew(caller, { publicKey: bytes(body.publicKey), proof: bytes(body.proof) })
        if (!renewed.ok) return renewed
        const { certificate, validUntil } = renewed.value
        return ok({ certificate: text(certificate), root: text(ports.authority.root), validUntil })
      },
    },
    files: {
      held: ({ caller, body }) => listHeld(ports)(caller, body.files),
      put: ({ caller, params, query, body }) =>
        putPiece(ports)(caller, { sha256: params.sha256, ...query, bytes: body }),
    },
  }
}
