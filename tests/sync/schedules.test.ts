import { afterEach, describe, expect, it } from 'vitest'
import { type Stores } from '../../electron/ports/database.ts'
import { type SyncStore } from '../../electron/ports/stores/sync.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { ok } from '../../shared/kernel/result.ts'
import { OFFICE } from '../builders/records.ts'
import { runSchedule, type Refit } from './schedule.ts'
import { openScene } from './workshop.ts'

/** `npm run soak` runs many more. */
const SCHEDULES = Math.max(500, Number(process.env['LW_SYNC_SCHEDULES'] ?? 500) || 500)
const FIRST_SEED = Number(process.env['LW_SYNC_SEED'] ?? 1) || 1

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function runAll(seeds: readonly number[], refit?: Refit): Promise<void> {
  const { scene, end } = await openScene(refit)
  ends.push(end)
  for (const seed of seeds)
    try {
      await runSchedule(scene, seed)
    } catch (error) {
      throw new Error(`schedule ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
}

const seeds = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i)

/** Ports with some calls of the sync store replaced: what the engine would be with a promise broken. */
const withSync =
  (broken: (sync: SyncStore) => Partial<SyncStore>): Refit =>
  ports => {
    const refitted = (stores: Stores): Stores => ({
      ...stores,
      sync: { ...stores.sync, ...broken(stores.sync) },
    })
    const { db } = ports
    return {
      ...ports,
      db: {
        read: work => db.read(stores => work(refitted(stores))),
        write: work => db.write(stores => work(refitted(stores))),
        backupTo: target => db.backupTo(target),
        check: depth => db.check(depth),
        close: () => db.close(),
      },
    }
  }

const anyReceipt = (sync: SyncStore, seq: number): void =>
  sync.settle({ id: `invented-${seq}`, batchId: 'b', at: '' as Instant, keptAt: '' as Instant, body: '{}' }, [
    { seq, verdict: 'accepted', reasons: [] },
  ])

/** Each breaks one promise; the model must see it. */
const CONTROLS: Readonly<Record<string, Refit>> = {
  'takes a receipt without looking at its signature': ports => ({
    ...ports,
    envelopes: {
      ...ports.envelopes,
      open(file) {
        try {
          const { payload } = JSON.parse(Buffer.from(file).toString()) as { payload: string }
          const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64').toString())
          return ok({ payload: parsed, signer: '', signerFingerprint: '' })
        } catch {
          return ports.envelopes.open(file, 'receipt', { trust: [], at: ports.clock.now() })
        }
      },
    },
  }),
  'lets every record of a lane go at once': withSync(sync => ({
    ready(limit) {
      const oldest = sync.oldestWaiting()
      if (oldest === undefined) return []
      return Array.from({ length: Math.min(limit, 30) }, (_, i) => oldest + i).filter(seq =>
        isWaiting(sync, seq),
      )
    },
  })),
  'drops what the store refuses': withSync(sync => ({ setAside: seq => anyReceipt(sync, seq) })),
  'never makes a batch smaller, and never steps aside': withSync(() => ({ dropBatch: () => undefined })),
  'forgets what was returned': withSync(sync => ({
    settle: (receipt, verdicts) =>
      sync.settle(
        receipt,
        verdicts.map(one => ({ ...one, verdict: 'accepted' })),
      ),
  })),
  'tries what stepped aside before the others': withSync(sync => ({
    ready(limit) {
      const due = sync.due('9999' as Instant)
      return due === undefined ? sync.ready(limit) : [due]
    },
  })),
  'takes an unanswered question for a good one': (ports, store) => ({
    ...ports,
    gateway: {
      ...ports.gateway,
      connect: link => {
        const real = ports.gateway.connect(link)
        return {
          ...real,
          async send(batch) {
            const told = await real.send(batch)
            if (told.ok || told.error.code !== 'store-garbage') return told
            const verdicts = batch.records.map(({ seq, recordId, hash }) => ({
              seq,
              recordId,
              hash,
              verdict: 'accepted',
              reasons: [],
            }))
            const { batchId } = batch
            const at = ports.clock.now()
            const payload = {
              receiptId: batchId,
              workstationId: OFFICE.workstationId,
              batchId,
              at,
              verdicts,
              missing: [],
            }
            return ok(store.signer.sign(store.envelopes, payload, 'receipt'))
          },
        }
      },
    },
  }),
}

const isWaiting = (sync: SyncStore, seq: number): boolean =>
  sync.receiptOf(seq) === undefined &&
  seq <= sync.counts().waiting + sync.counts().accepted + sync.counts().returned

describe('random schedules of partitions, lost answers, garbage, refusals and kills', () => {
  it('lose nothing, double nothing, keep the order of each licence, and always end empty', async () => {
    await runAll(seeds(FIRST_SEED, SCHEDULES))
  })

  it.each(Object.entries(CONTROLS))('see an engine that %s', async (_what, refit) => {
    await expect(runAll(seeds(1, 100), refit)).rejects.toThrow(
      /^schedule \d+: .*(unknown to the store|of its lane|delayed by others|wait for ever|here only|never reached|asks for ever)/,
    )
  })
})
