import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setPairing } from '../../electron/usecases/common/pairing.ts'
import { correctAlike } from '../../electron/usecases/sync/correct-alike.ts'
import { correctRecord } from '../../electron/usecases/sync/correct-record.ts'
import { drainOutbox } from '../../electron/usecases/sync/drain-outbox.ts'
import { leaseBlocks } from '../../electron/usecases/sync/lease-blocks.ts'
import { noticeSeen } from '../../electron/usecases/sync/notice-seen.ts'
import { pairStore } from '../../electron/usecases/sync/pair-store.ts'
import { type SyncPorts } from '../../electron/usecases/sync/ports.ts'
import { returnedRecords } from '../../electron/usecases/sync/returned-records.ts'
import { keepRevocationList, revocationListOf } from '../../electron/usecases/sync/revocation-list.ts'
import { syncStatus } from '../../electron/usecases/sync/sync-status.ts'
import { pairingCodeText } from '../../shared/domain/sync/pairing-code.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { type Json } from '../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { err, mustBeOk } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { aBlock, ADMINISTRATOR, aLicence, CLERK } from '../builders/records.ts'
import { scenePorts, type Scene } from './schedule.ts'
import { openScene } from './workshop.ts'

let scene: Scene
let ports: SyncPorts
let end = (): void => undefined
beforeEach(async () => {
  ;({ scene, end } = await openScene())
  ports = scenePorts(scene, () => 0.5)
})
afterEach(() => end())

const AT = '2026-03-02T01:00:00.000Z' as Instant
const append = (
  payload: Json,
  subject = 'a-licence',
  type: 'status' | 'licence-metadata' = 'status',
): number => scene.db.write(s => s.outbox.append({ type, subject, payload }, AT)).seq
const drain = async () => mustBeOk(await drainOutbox(ports)(CLERK, { atOnce: true }), 'drain')
const status = () => syncStatus(ports)(CLERK)

describe('the engine', () => {
  it('is one at a time', async () => {
    const engine = drainOutbox(ports)
    const both = await Promise.all([engine(CLERK), engine(CLERK)])
    expect(both).toMatchObject([{ ok: true }, { error: { code: 'sync-running' } }])
  })

  it('lets what is too large step aside, and settles nothing by a receipt for something else', async () => {
    append({ value: 'x'.repeat(300_000) })
    append({ value: 'v' }, 'another')
    scene.store.state.fault = () => 'verdict-missing'
    expect(await drain()).toMatchObject({ accepted: 0, trouble: { code: 'receipt-unfit' } })
    scene.store.state.fault = () => undefined
    expect(await drain()).toMatchObject({ accepted: 1, waiting: 1 })
    expect(status().aside).toMatchObject([{ seq: 1, answer: { code: 'record-too-large' } }])
  })

  it('lets a record step aside whose copy is gone, damaged or not taken, until it is there', async () => {
    const copy = Buffer.from('a copy')
    const sha256 = createHash('sha256').update(copy).digest('hex')
    const licence = aLicence()
    scene.db.write(s => {
      s.licences.insert(licence)
      s.licences.addFile({ licenceId: licence.id, format: 'pdf', path: 'c.pdf', sha256, bytes: copy.length })
    })
    append({ file: { sha256 } }, licence.identifier!, 'licence-metadata')
    append({ value: 'v' }, 'another')
    let disk: Buffer | undefined
    ports = { ...ports, vault: { ...ports.vault, read: () => disk } }
    const whole = ports.gateway
    const wrong = err(appError('file-offset-wrong', words('', '')))
    for (const [content, code, gateway] of [
      [undefined, 'copy-missing', whole],
      [Buffer.from('another copy'), 'copy-damaged', whole],
      [
        copy,
        'copy-refused',
        { ...whole, connect: () => ({ ...whole.connect({} as never), putPiece: async () => wrong }) },
      ],
    ] as const) {
      disk = content
      ports = { ...ports, gateway }
      expect(await drain()).toMatchObject({ trouble: null, waiting: 1 })
      expect(status().aside).toMatchObject([{ seq: 1, answer: { code } }])
    }
    ports = { ...ports, gateway: whole }
    expect(await drain()).toMatchObject({ accepted: 1, waiting: 0 })
    expect(scene.store.files.get(sha256)).toEqual({ bytes: copy.length, total: copy.length })
  })
})

describe('a returned record', () => {
  beforeEach(async () => {
    append({ value: 'bad', count: 3 })
    append({ value: 'bad' }, 'b-licence')
    append({ value: 'good' })
    expect(await drain()).toMatchObject({ returned: 2, waiting: 1 })
  })
  const correct = (input: Partial<Parameters<ReturnType<typeof correctRecord>>[1]>) =>
    correctRecord(ports)(CLERK, { seq: 1, field: 'value', value: 'good', ...input })

  it('is shown with its way, corrected once, and goes before what waits', async () => {
    expect(returnedRecords(ports)(CLERK)).toMatchObject([
      { seq: 1, reasons: [{ field: 'value', way: 'correct' }], corrected: false },
      { seq: 2 },
    ])
    expect(correct({ seq: 3 })).toMatchObject({ error: { code: 'record-not-returned' } })
    expect(correct({ field: 'count' })).toMatchObject({ error: { code: 'field-not-returned' } })
    for (const value of ['', 'bad', 'x'.repeat(1_001), 'a\u0000'])
      expect(correct({ value })).toMatchObject({ error: { code: 'value-unfit' } })
    expect(correct({})).toMatchObject({ value: { way: 'corrected', seq: 4, corrects: 1 } })
    expect(correct({})).toMatchObject({ error: { code: 'record-corrected-already' } })
    const [before, after] = scene.db.read(s => [s.outbox.get(1)!, s.outbox.get(4)!])
    expect(after.payload).toEqual({ value: 'good', count: 3, corrects: before.recordId })
    expect(await drain()).toMatchObject({ accepted: 2, waiting: 0 })
    expect(scene.store.broken).toEqual([])
  })

  it('is corrected with all alike', async () => {
    const done = correctAlike(ports)(CLERK, {
      code: 'value-wrong',
      field: 'value',
      value: 'bad',
      becomes: 'good',
    })
    expect(done).toMatchObject({ corrected: [{ corrects: 1 }, { corrects: 2 }], failed: [] })
    expect(await drain()).toMatchObject({ accepted: 3, returned: 0, waiting: 0 })
    expect(status().open).toBe(0)
  })
})

describe('what the store tells', () => {
  const root = () => scene.store.root
  const signed = (payload: unknown, type: 'revocation-list' | 'number-block') =>
    scene.store.signer.sign(ports.envelopes, payload, type)

  it('ends a licence that was changed here since: the end wins, and the clerk is told', async () => {
    const old = aLicence({ status: 'superseded' })
    const now = aLicence({ id: '2'.repeat(32), lineageId: old.id, version: 2, identifier: '1.2.new' })
    scene.db.write(s => {
      s.licences.insert(old)
      s.licences.insert(now)
    })
    const body = {
      identifier: old.identifier!,
      number: old.number,
      status: 'revoked',
      since: AT,
      reason: '违法经营',
      decisionNumber: '京文罚〔2026〕1号',
      by: '上级机关',
    }
    scene.store.state.changes = [
      { cursor: 2, type: 'licence-status', at: AT, body },
      { cursor: 5, type: 'finding', at: AT, body: { of: 'a later version' } },
      { cursor: 6, type: 'block', at: AT, body: { envelope: '{}' } },
    ]
    expect(await drain()).toMatchObject({ changes: 3, trouble: null })
    expect(scene.db.read(s => [s.licences.get(old.id)?.status, s.licences.get(now.id)?.status])).toEqual([
      'revoked',
      'revoked',
    ])
    expect(scene.db.read(s => s.outbox.list({ limit: 9 }).map(one => [one.type, one.subject]))).toEqual([
      ['status', '1.2.new'],
    ])
    expect(status().notices).toMatchObject([
      { cursor: 2, outcome: 'applied' },
      { cursor: 6, outcome: 'refused' },
    ])
    noticeSeen(ports)(CLERK, { cursor: 2 })
    expect(status().notices.map(one => one.cursor)).toEqual([6])
    expect(await drain()).toMatchObject({ changes: 0, accepted: 1, trouble: null })
  })

  it('is a revocation list only where it is signed, whole and newer', () => {
    const kept = new Map<string, Uint8Array>()
    const vault = {
      ...ports.vault,
      read: (path: string) => kept.get(path),
      put: (path: string, bytes: Uint8Array) => void kept.set(path, bytes),
      remove: (path: string) => void kept.delete(path),
    }
    const list = (number: number, change = {}) =>
      Buffer.from(
        signed(
          {
            number,
            at: AT,
            nextUpdate: '2026-03-09',
            count: 1,
            entries: Buffer.alloc(9).toString('base64'),
            ...change,
          },
          'revocation-list',
        ),
      )
    const keep = (file: Uint8Array) => keepRevocationList({ ...ports, vault }, file, root())
    expect(keep(list(1, { count: 2 }))).toMatchObject({ error: { code: 'list-unfit' } })
    expect(keep(list(1, { nextUpdate: 'never' }))).toMatchObject({ error: { code: 'list-unfit' } })
    const strange = scene.store.stranger.sign(ports.envelopes, {}, 'revocation-list')
    expect(keep(Buffer.from(strange))).toMatchObject({ error: { code: 'envelope-signer-untrusted' } })
    expect(keep(list(2))).toMatchObject({ value: { number: 2 } })
    expect(keep(list(1))).toMatchObject({ value: { number: 2 } })
    expect(keep(list(3))).toMatchObject({ value: { number: 3 } })
    expect([...kept.keys()]).toEqual([scene.db.read(revocationListOf)?.path])
  })

  it('is a block only where it is the one that was asked for, under the same request as long as it is not answered', async () => {
    const asked = {
      kind: 'network-culture',
      selector: { province: '110000', year: '2026' },
      count: 50,
    } as const
    const seen: string[] = []
    const connection = ports.gateway.connect({} as never)
    const answers = [
      undefined,
      aBlock(),
      aBlock(),
      aBlock({
        blockId: 'B-2',
        selector: { province: '120000', year: '2026' },
        counters: { national: { from: 5000 }, local: { from: 500 } },
      }),
    ]
    const gateway = {
      ...ports.gateway,
      connect: () => ({
        ...connection,
        lease: async (request: Parameters<typeof connection.lease>[0]) => {
          seen.push(request.requestId)
          const block = answers.shift()
          if (!block) return err(appError('store-cut-off', words('', '')))
          return { ok: true as const, value: signed(block, 'number-block') }
        },
      }),
    }
    const lease = () => leaseBlocks({ ...ports, gateway })(ADMINISTRATOR, asked)
    expect(await lease()).toMatchObject({ error: { code: 'store-cut-off' } })
    expect(await lease()).toMatchObject({ value: { blockId: 'B-2026-0001', count: 50 } })
    expect(seen[1]).toBe(seen[0])
    expect(await lease()).toMatchObject({ value: { blockId: 'B-2026-0001' } })
    expect(seen[2]).not.toBe(seen[0])
    expect(await lease()).toMatchObject({ error: { code: 'block-not-asked-for' } })
    expect(scene.db.read(s => s.sync.openLeases())).toEqual([])
  })
})

describe('pairing', () => {
  it('tells nothing to whoever is not named by the code', async () => {
    scene.db.write(s => setPairing(s, null))
    const pair = (address: string, code: string) => pairStore(ports)(ADMINISTRATOR, { address, code })
    const secret = new Uint8Array(10)
    const code = pairingCodeText({ secret, rootDigest: secret })
    expect(await pair('http://store.example', code)).toMatchObject({ error: { code: 'address-unfit' } })
    expect(await pair('https://store.example', 'ABCD')).toMatchObject({
      error: { code: 'pairing-code-unreadable' },
    })
    expect(await pair('https://store.example', code)).toMatchObject({ error: { code: 'pairing-other-root' } })
  })
})
