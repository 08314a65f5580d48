import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { type WrittenFile } from '../../shared/contract/files.ts'
import { type FileVerdict, MAX_REPORTED } from '../../shared/contract/verification.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call } from '../bridge/index.ts'
import { onLeaving } from './leaving.ts'
import { upload } from './uploads.ts'

/** One file that was handed over to be judged. */
export interface JudgedFile {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly state: 'waiting' | 'judging' | 'judged' | 'failed'
  readonly verdict: FileVerdict | null
  /** Why there is no verdict. */
  readonly error: AppError | null
}

async function judge(file: File): Promise<Partial<JudgedFile>> {
  const sent = await upload(file)
  const reply = sent.ok ? await call('verification.verify', { upload: sent.value }) : sent
  return reply.ok ? { state: 'judged', verdict: reply.value } : { state: 'failed', error: reply.error }
}

const fresh = (id: number, file: File): JudgedFile => ({
  id,
  name: file.name,
  bytes: file.size,
  state: 'waiting',
  verdict: null,
  error: null,
})

/** Files judged one after the other, in the background, for as long as the person is at the window. */
export const useVerifyStore = defineStore('verify', () => {
  const files = shallowRef<readonly JudgedFile[]>([])
  const waiting: { readonly id: number; readonly file: File }[] = []
  let next = 1
  let running = false

  const change = (id: number, over: Partial<JudgedFile>): void =>
    void (files.value = files.value.map(one => (one.id === id ? { ...one, ...over } : one)))

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      change(one.id, { state: 'judging' })
      change(one.id, await judge(one.file))
    }
    running = false
  }
  function add(picked: readonly File[]): void {
    const added = picked.map(file => ({ id: next++, file }))
    waiting.push(...added)
    files.value = [...files.value, ...added.map(one => fresh(one.id, one.file))]
    void run()
  }

  /** Those that still wait are not judged any more. */
  function clear(): void {
    waiting.length = 0
    files.value = []
  }
  onLeaving(clear)

  const judged = computed(() => files.value.flatMap(one => one.verdict?.id ?? []))

  return {
    files,
    judged,
    add,
    clear,
    report: (): Promise<Result<WrittenFile, AppError>> =>
      call('verification.report', { ids: judged.value.slice(-MAX_REPORTED) }),
  }
})
