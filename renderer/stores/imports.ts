import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { type LookedAt, type StartedImport } from '../../shared/contract/imports.ts'
import { type ImportJob } from '../../shared/domain/batch.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { call, on } from '../bridge/index.ts'
import { onLeaving } from './leaving.ts'

const LISTED = 200

const newestFirst = (a: ImportJob, b: ImportJob): number =>
  a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0

/** What is known of imports beside the jobs themselves: gone when the window closes, and asked anew then. */
function useKnown() {
  return {
    jobs: shallowReactive(new Map<string, ImportJob>()),
    /** What the files hold, looked through. */
    totals: shallowReactive(new Map<string, LookedAt>()),
    /** What was recognised when a job was laid down here. */
    started: shallowReactive(new Map<string, StartedImport>()),
    /** Why a run that was begun here did not run. */
    refusals: shallowReactive(new Map<string, AppError>()),
  }
}

/** Imports as the core last told them. They run in the core, whatever screen is open. */
export const useImportsStore = defineStore('imports', () => {
  const known = useKnown()
  const { jobs, totals, started, refusals } = known
  const loaded = ref(false)
  const error = shallowRef<AppError | null>(null)
  const take = (job: ImportJob): void => void jobs.set(job.id, job)

  async function load(): Promise<void> {
    const reply = await call('imports.list', { limit: LISTED })
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return
    reply.value.forEach(take)
    loaded.value = true
  }
  async function look(jobId: string): Promise<void> {
    if (totals.has(jobId)) return
    const reply = await call('imports.look', { jobId })
    if (reply.ok) totals.set(jobId, reply.value)
  }
  /** Begins or resumes; what becomes of it is told by the job. */
  async function run(jobId: string): Promise<void> {
    const job = jobs.get(jobId)
    refusals.delete(jobId)
    if (job) take({ ...job, state: 'running', failure: null })
    const reply = await call('imports.run', { jobId })
    if (reply.ok) return take(reply.value)
    refusals.set(jobId, reply.error)
    await load()
  }
  async function act(channel: 'imports.pause' | 'imports.cancel', jobId: string): Promise<AppError | null> {
    const reply = await call(channel, { jobId })
    // A running one ends behind the rows in hand and says so itself.
    if (reply.ok && jobs.get(jobId)?.state !== 'running') take(reply.value)
    return reply.ok ? null : reply.error
  }
  function begun(start: StartedImport): void {
    started.set(start.job.id, start)
    take(start.job)
  }

  /** The last word of how a run went can come behind the word of how it ended: it changes nothing any more. */
  on('import.progress', ({ job }) => {
    const ended = jobs.get(job.id)
    if (!ended || ended.state === 'running' || job.lastRow > ended.lastRow) take(job)
  })
  onLeaving(() => {
    for (const map of Object.values(known)) map.clear()
    loaded.value = false
  })

  const list = computed(() => [...jobs.values()].sort(newestFirst))
  const pause = (jobId: string) => act('imports.pause', jobId)
  const cancel = (jobId: string) => act('imports.cancel', jobId)
  return { ...known, loaded, error, list, load, look, run, take, begun, pause, cancel }
})
