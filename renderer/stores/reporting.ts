import { defineStore } from 'pinia'
import { call, on } from '../bridge/index.ts'
import { useWaitingStore } from './waiting.ts'

/** How often the strip asks at most while licences are being issued in a row. */
const ASK_EVERY_MS = 1_000

/** Network and queue for the strip above: asked when somebody signs in, and again as records are made. */
export const useReportingStore = defineStore('reporting', () => {
  const waiting = useWaitingStore()
  let present = false
  let due: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const reply = await call('chains.waiting', {})
    if (!present) return
    // What the core does not say is not shown: better nothing than an old figure.
    waiting.setReporting(
      reply.ok ? { online: reply.value.connection === 'good', toReport: reply.value.records } : null,
    )
  }
  function askSoon(): void {
    if (!present || due !== undefined) return
    due = setTimeout(() => {
      due = undefined
      if (present) void ask()
    }, ASK_EVERY_MS)
  }
  on('licence.changed', askSoon)
  on('batch.progress', askSoon)
  on('batch.changed', askSoon)
  on('import.progress', askSoon)
  on('sync.changed', askSoon)
  return {
    begin(): void {
      present = true
      void ask()
    },
    end(): void {
      present = false
      waiting.setReporting(null)
    },
  }
})
