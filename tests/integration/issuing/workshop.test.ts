import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { createWorkshopAside } from '../../../electron/app/workshop/aside.ts'
import { createWorkshopHere } from '../../../electron/app/workshop/here.ts'
import { type WorkshopThread } from '../../../electron/app/workshop/open-thread.ts'
import { type FaceRequest } from '../../../electron/ports/face-renderer.ts'
import { ensureBuilt } from '../../../tools/setup/build.mjs'
import { bench, itemsOf, reopen, run, venues } from './counter.ts'
import { batchOf, good, sound } from './support.ts'

let entry: string
beforeAll(async () => {
  entry = path.join(path.dirname(await ensureBuilt()), 'workshop.mjs')
}, 300_000)

/** What the thread of a workshop was asked for, and what became of it. */
interface Seen {
  readonly threads: Worker[]
  readonly asked: string[]
  readonly drawnHere: FaceRequest[]
  readonly faults: unknown[]
}

let seen: Seen
beforeEach(() => {
  seen = { threads: [], asked: [], drawnHere: [], faults: [] }
})

interface Fitted {
  /** Batches of fewer get no thread. */
  readonly from?: number
  /** Follows every question to the thread, and may do it harm. */
  readonly touch?: (worker: Worker) => void
  readonly file?: string
}

/** The real thread, watched. */
function started({ touch, file = entry }: Fitted): WorkshopThread {
  const worker = new Worker(file, { workerData: { dataDir: bench.dataDir } })
  seen.threads.push(worker)
  return {
    port: {
      post(message) {
        worker.postMessage(message)
        seen.asked.push((message as { readonly name: string }).name)
        touch?.(worker)
      },
      listen: listener => void worker.on('message', listener),
    },
    hold: on => (on ? worker.ref() : worker.unref()),
    ended: new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', () => resolve())
    }),
    stop: () => void worker.terminate(),
  }
}

const fit =
  (fitted: Fitted) =>
  (a: Adapters): Adapters => {
    const here = createWorkshopHere(a)
    const watched = {
      ...here,
      draw(request: FaceRequest) {
        seen.drawnHere.push(request)
        return here.draw(request)
      },
    }
    return {
      ...a,
      workshop: createWorkshopAside({
        here: watched,
        start: () => started(fitted),
        onFault: error => void seen.faults.push(error),
        from: fitted.from ?? 1,
        idleMs: 20,
      }),
    }
  }

const ended = (worker: Worker): Promise<void> =>
  worker.threadId === -1 ? Promise.resolve() : new Promise(resolve => worker.once('exit', () => resolve()))

/** Issues so many licences in one batch, every one of them good. */
async function issueVenues(count: number): Promise<void> {
  const batch = batchOf(bench, venues(count))
  expect(good(await run(batch.id)).state).toBe('done')
  expect(itemsOf(batch.id)).toEqual(Array.from({ length: count }, () => ['issued', null]))
  await sound(bench)
}

const MANY = 60

describe('the workshop in a thread of its own', () => {
  it('draws and judges every copy of a large batch, and ends when no other batch comes', async () => {
    await reopen({ refit: fit({}) })
    await issueVenues(MANY)
    const asked = (what: string): number => seen.asked.filter(name => name === what).length
    expect([asked('face'), asked('draw'), asked('judge')]).toEqual([1, MANY, MANY])
    expect([seen.drawnHere.length, seen.threads.length]).toEqual([0, 1])
    await ended(seen.threads[0]!)
    expect(seen.faults).toEqual([])
  })

  it('draws the very bytes that are drawn here, and judges as is judged here', async () => {
    await reopen({ refit: fit({ from: 2 }) })
    await issueVenues(1)
    const request = seen.drawnHere[0]!
    const { workshop } = bench.adapters
    const expected = workshop.expect(MANY)
    const here = createWorkshopHere(bench.adapters)
    const drawn = good(await here.draw(request))
    const aside = good(await workshop.draw(request))
    expect(Buffer.from(aside.bytes).equals(drawn.bytes)).toBe(true)
    expect({ ...aside, bytes: null }).toEqual({ ...drawn, bytes: null })
    const judging = { trust: [], at: request.createdAt }
    expect(await workshop.judge(drawn.bytes, judging)).toEqual(await here.judge(drawn.bytes, judging))
    // A character that no font has is the same error in both.
    const missing = {
      ...request,
      values: Object.fromEntries(
        Object.entries(request.values).map(([id, value]) => [
          id,
          typeof value === 'string' ? `${value}\u{1FAE8}\u{E000}` : value,
        ]),
      ),
    } as FaceRequest
    const refused = await here.draw(missing)
    expect(refused.ok).toBe(false)
    expect(await workshop.draw(missing)).toEqual(refused)
    expect(seen.drawnHere.length).toBe(1)
    expected.done()
  })

  it('is not started for a few copies', async () => {
    await reopen({ refit: fit({ from: 4 }) })
    await issueVenues(3)
    expect(seen.threads).toEqual([])
    expect(seen.drawnHere.length).toBe(3)
  })
})

describe('a thread that fails', () => {
  it('loses no licence wherever it ends: what it had in hand is made here, and the fault is told once', async () => {
    let questions = 0
    await reopen({
      refit: fit({
        touch(worker) {
          if (++questions === 25) void worker.terminate()
        },
      }),
    })
    await issueVenues(MANY)
    expect(seen.threads.length).toBe(1) // the next batch tries again, not this one
    expect(seen.faults.map(String)).toEqual(['Error: the thread of the workshop ended by itself'])
  })

  it('is tried again by the next batch', async () => {
    await reopen({ refit: fit({ touch: worker => void worker.terminate() }) })
    await issueVenues(3)
    await expect.poll(() => seen.faults.length).toBe(1)
    await issueVenues(3)
    expect(seen.threads.length).toBe(2)
  })

  it('that cannot even be started costs nothing but time', async () => {
    await reopen({ refit: fit({ file: path.join(bench.dataDir, 'none.mjs') }) })
    await issueVenues(3)
    await expect.poll(() => seen.faults.length).toBe(1)
    expect(seen.drawnHere.length).toBe(3)
  })
})
