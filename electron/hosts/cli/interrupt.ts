export interface Interrupts {
  readonly signal: AbortSignal
  stop(): void
}

/**
 * The first Ctrl+C (or a polite end from the system) asks the work to pause; a second one ends the program at once, which
 * the database survives as it survives a power cut.
 * `stop` lets the signals do again what they did before.
 */
export function watchInterrupts(onFirst: () => void, endNow: () => void): Interrupts {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) return endNow()
    controller.abort()
    onFirst()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const stop = () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  return { signal: controller.signal, stop }
}
