import { Worker } from 'node:worker_threads'
import { type FaultLog } from '../../ports/diagnostics.ts'
import { type Workshop } from '../../ports/workshop.ts'
import { createWorkshopAside } from './aside.ts'
import { createWorkshopHere, type WorkshopParts } from './here.ts'
import { type WorkshopThread } from './open-thread.ts'

/** The workshop's thread, where a host has built one. */
export interface WorkshopEntry {
  readonly file: string
  /** Batches of fewer copies get no thread; our default otherwise. */
  readonly from?: number
}

function startThread(file: string, dataDir: string): WorkshopThread {
  const worker = new Worker(file, { workerData: { dataDir } })
  return {
    port: {
      post: message => worker.postMessage(message),
      listen: listener => void worker.on('message', listener),
    },
    ended: new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', () => resolve())
    }),
    hold: on => (on ? worker.ref() : worker.unref()),
    stop: () => void worker.terminate(),
  }
}

/** The workshop of one open workstation. */
export function createWorkshop(
  parts: WorkshopParts & { readonly faults: FaultLog; readonly dataDir: string },
  entry: WorkshopEntry | undefined,
): Workshop {
  const here = createWorkshopHere(parts)
  if (!entry) return here
  return createWorkshopAside({
    here,
    start: () => startThread(entry.file, parts.dataDir),
    onFault: error => void parts.faults.record(error),
    ...(entry.from === undefined ? {} : { from: entry.from }),
  })
}
