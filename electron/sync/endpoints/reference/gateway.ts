import { X509Certificate } from 'node:crypto'
import { toHex } from '../../../../shared/kernel/bytes.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { MAX_ENVELOPE_TEXT } from '../../../../shared/protocol/common.ts'
import { type AnswerOut } from '../../../../shared/protocol/define.ts'
import { PROTOCOL_AREAS } from '../../../../shared/protocol/index.ts'
import { type SecretBox } from '../../../ports/secret-box.ts'
import {
  type IssuedCertificate,
  type StoreConnection,
  type StoreGateway,
  type StoreLink,
} from '../../../ports/store-gateway.ts'
import { createTransport, fetchRoot, type Timeouts, type Transport } from '../../transport.ts'
import { gatewayFailure } from '../../failures.ts'
import { callStore, type Asked } from './call.ts'
import { newClientKey, pairingProof, privatePem, renewalProof } from './client-key.ts'

const { store, pairing, records, files, reconciliation, blocks, changes, revocation } = PROTOCOL_AREAS

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** An envelope in JSON once more: every quote and newline of it takes two. */
const ENVELOPE_ANSWER = MAX_ENVELOPE_TEXT + 4 * 1024 * 1024
const CHANGES_ANSWER = 2 * ENVELOPE_ANSWER

/** A certificate for another key, or of another issuer, would only be found out at the next question. */
function fits(answer: IssuedCertificate, publicKey: Uint8Array, root: Uint8Array): boolean {
  try {
    const [certificate, issuer] = [new X509Certificate(answer.certificate), new X509Certificate(root)]
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
    return spki.equals(publicKey) && certificate.verify(issuer.publicKey) && issuer.raw.equals(answer.root)
  } catch {
    return false
  }
}

const strangeCertificate = () => err(gatewayFailure('store-garbage', 'certificate'))

const issued = (answer: AnswerOut<typeof pairing.renew>): IssuedCertificate => ({
  certificate: bytesOf(answer.certificate),
  root: bytesOf(answer.root),
  validUntil: answer.validUntil,
})

function connection(transport: Transport, box: SecretBox, root: Uint8Array): StoreConnection {
  const call = <E>(endpoint: E, asked: Asked<E>) => callStore(transport, endpoint, asked)
  return {
    async about() {
      const told = await call(store.about, {})
      return told.ok ? ok({ name: told.value.name, now: told.value.now }) : told
    },
    async send(batch) {
      const body = { ...batch, records: [...batch.records] }
      const told = await call(records.send, { body, maxAnswer: ENVELOPE_ANSWER })
      return told.ok ? ok(told.value.receipt) : told
    },
    async receipt(batchId) {
      const told = await call(records.receipt, { params: { batchId }, maxAnswer: ENVELOPE_ANSWER })
      return told.ok ? ok(told.value.receipt) : told
    },
    async held(sha256s) {
      const told = await call(files.held, { body: { files: [...sha256s] } })
      return told.ok ? ok(told.value.files) : told
    },
    putPiece: ({ sha256, offset, total, bytes }) =>
      call(files.put, { params: { sha256 }, query: { offset, total }, body: bytes }),
    async renew({ publicKey, sealedKey }, workstationId) {
      const proof = renewalProof(box, sealedKey, workstationId)
      const told = await call(pairing.renew, {
        body: { publicKey: textOf(publicKey), proof: textOf(proof) },
      })
      if (!told.ok) return told
      const answer = issued(told.value)
      return fits(answer, publicKey, root) ? ok(answer) : strangeCertificate()
    },
    async lease({ requestId, kind, selector, count }) {
      const body = { requestId, kind, selector: { ...selector }, count }
      const told = await call(blocks.lease, { body, maxAnswer: ENVELOPE_ANSWER })
      return told.ok ? ok(told.value.block) : told
    },
    giveBack: (blockId, next) => call(blocks.giveBack, { params: { blockId }, body: { next } }),
    changes: after => call(changes.since, { query: { after }, maxAnswer: CHANGES_ANSWER }),
    revocationList: () => call(revocation.list, { maxAnswer: ENVELOPE_ANSWER }),
    async differingDays(from, to, days) {
      const told = await call(reconciliation.days, { body: { from, to, days: [...days] } })
      return told.ok ? ok(told.value.differing) : told
    },
    heldOfDay: (day, after) => call(reconciliation.day, { params: { day }, query: { after } }),
    close: () => transport.close(),
  }
}

function transportOf(link: StoreLink, box: SecretBox, timeouts: Partial<Timeouts>): Transport {
  const key = privatePem(box, link.sealedKey)
  const { address, root, certificate } = link
  return createTransport({ address, root, timeouts, ...(key ? { client: { certificate, key } } : {}) })
}

/** The national store of this repository, by the protocol in `shared/protocol`. */
export function createReferenceGateway(box: SecretBox, timeouts: Partial<Timeouts> = {}): StoreGateway {
  return {
    newKey: () => newClientKey(box),
    rootAt: address => fetchRoot(address, timeouts.idleMs),
    async pair({ address, root, secret, workstationId, officeCode, key }) {
      const transport = createTransport({ address, root, timeouts })
      const secretHex = toHex(secret)
      const proof = textOf(pairingProof(box, key.sealedKey, secretHex, workstationId))
      const publicKey = textOf(key.publicKey)
      const body = { secret: secretHex, workstationId, officeCode, publicKey, proof }
      const told = await callStore(transport, pairing.pair, { body })
      transport.close()
      if (!told.ok) return told
      const answer = issued(told.value)
      if (!fits(answer, key.publicKey, root)) return strangeCertificate()
      return ok({ ...answer, office: told.value.office })
    },
    connect: link => connection(transportOf(link, box, timeouts), box, link.root),
  }
}
