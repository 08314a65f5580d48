import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Workstation } from '../workstation.ts'
import { atMostEvery } from './seldom.ts'

/** The program itself, which reports what waits. */
const REPORTING: Actor = { userId: 'system', name: '系统', roles: ['clerk'] }

/** Looking costs a few rows. */
const LOOK_MS = 5_000
/** How often it is asked what happened at the store, with nothing to report. Our default. */
const ASK_MS = 5 * 60_000
/** How often it is told how far it is. */
const TELL_MS = 500

type Reporting = Pick<Workstation['calls'], 'sync'>

export interface RunnerPorts {
  /** The workstation that is open; null while its data are closed. */
  readonly workstation: () => { readonly calls: Reporting } | null
  readonly now: () => number
  readonly fault: (error: unknown) => void
  /** It has begun, gone on or ended. */
  readonly changed: () => void
  /** Calls again and again; gives back what ends that. */
  readonly every: (ms: number, look: () => void) => () => void
}

const timer: RunnerPorts['every'] = (ms, look) => {
  const handle = setInterval(look, ms)
  handle.unref()
  return () => clearInterval(handle)
}

/** Whether it is time: the next try has come, something new waits, or nothing was heard of the store for a while. */
function isDue(calls: Reporting, now: number, waitedBefore: number): { due: boolean; waiting: number } {
  const status = calls.sync.status(REPORTING, undefined)
  if ('error' in status || status.store === null) return { due: false, waiting: waitedBefore }
  const { run, counts } = status
  const { waiting } = counts
  const passed = (at: string | null, ms: number): boolean => at === null || now >= Date.parse(at) + ms
  if (run.trouble !== null) return { due: passed(run.nextTry, 0), waiting }
  const due =
    waiting > waitedBefore || (run.nextTry !== null && passed(run.nextTry, 0)) || passed(run.lastTry, ASK_MS)
  return { due, waiting }
}

export interface SyncRunner {
  running(): boolean
  /** Begins at once where nothing is under way, whatever wait was due. */
  now(): void
  stop(): void
}

/** Reports by itself while the data are open: one engine at a time, in the background, ended at once with the data. */
export function runSync(ports: Omit<RunnerPorts, 'every'> & Partial<RunnerPorts>): SyncRunner {
  let [busy, stopped, waited] = [false, false, 0]
  const progress = atMostEvery(TELL_MS, ports.changed)
  async function look(atOnce: boolean): Promise<void> {
    const open = ports.workstation()
    if (busy || stopped || !open) return
    busy = true
    let told = false
    try {
      const { due, waiting } = isDue(open.calls, ports.now(), waited)
      waited = waiting
      if (!due && !atOnce) return
      told = true
      ports.changed()
      const done = await open.calls.sync.drain(REPORTING, {
        stopped: () => stopped || ports.workstation() !== open,
        atOnce,
        onProgress: () => progress(undefined),
      })
      if (done.ok) waited = done.value.waiting
    } catch (error) {
      // Data that were closed meanwhile are no fault.
      if (!stopped && ports.workstation() === open) ports.fault(error)
    } finally {
      busy = false
      if (told && !stopped) ports.changed()
    }
  }
  const end = (ports.every ?? timer)(LOOK_MS, () => void look(false))
  return {
    running: () => busy,
    now: () => void look(true),
    stop() {
      stopped = true
      end()
    },
  }
}
