import { PROTOCOL } from '../../shared/protocol/common.ts'
import { ok } from '../../shared/kernel/result.ts'
import { type ProtocolAreas } from '../../shared/protocol/index.ts'
import { type AreaHandlers, type Handlers } from '../http/handlers.ts'
import { giveBackBlock } from '../usecases/blocks/give-back-block.ts'
import { leaseBlock } from '../usecases/blocks/lease-block.ts'
import { changesSince } from '../usecases/changes/changes-since.ts'
import { listHeld, putPiece } from '../usecases/files/transfer-files.ts'
import { redeemCode } from '../usecases/pairing/redeem-code.ts'
import { renewCertificate } from '../usecases/pairing/renew-certificate.ts'
import { compareDays } from '../usecases/reconciliation/compare-days.ts'
import { dayRecords } from '../usecases/reconciliation/day-records.ts'
import { batchReceipt } from '../usecases/records/batch-receipt.ts'
import { receiveBatch } from '../usecases/records/receive-batch.ts'
import { newestRevocationList } from '../usecases/revocation/newest-revocation-list.ts'
import { type StorePorts } from './ports.ts'

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const text = (value: Uint8Array): string => Buffer.from(value).toString('base64')

function pairingHandlers(ports: StorePorts): AreaHandlers<ProtocolAreas['pairing']> {
  const redeem = redeemCode(ports)
  const renew = renewCertificate(ports)
  return {
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
  }
}

/** Protocol on one side, use cases on the other; nothing is decided here. */
export function createHandlers(ports: StorePorts): Handlers {
  const about = { store: 'licence-workstation-store', protocol: PROTOCOL, name: ports.name } as const
  return {
    store: { about: async () => ok({ ...about, now: ports.clock.now() }) },
    pairing: pairingHandlers(ports),
    records: {
      send: ({ caller, body }) => receiveBatch(ports)(caller, body),
      receipt: ({ caller, params }) => batchReceipt(ports)(caller, params),
    },
    files: {
      held: ({ caller, body }) => listHeld(ports)(caller, body.files),
      put: ({ caller, params, query, body }) =>
        putPiece(ports)(caller, { sha256: params.sha256, ...query, bytes: body }),
    },
    reconciliation: {
      days: ({ caller, body }) => compareDays(ports)(caller, body),
      day: ({ caller, params, query }) => dayRecords(ports)(caller, { ...params, ...query }),
    },
    blocks: {
      lease: ({ caller, body }) => leaseBlock(ports)(caller, body),
      giveBack: ({ caller, params, body }) => giveBackBlock(ports)(caller, { ...params, ...body }),
    },
    changes: {
      since: ({ caller, query }) => changesSince(ports)(caller, query),
    },
    revocation: {
      list: () => newestRevocationList(ports)(),
    },
  }
}
