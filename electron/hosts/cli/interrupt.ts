/**
 * The first Ctrl+C (or a polite end from the system) asks the work to pause; a second one ends the program at once, which
 * the database survives as it survives a power cut.
 */
export function watchInterrupts(onFirst: () => void, endNow: () => void): AbortSignal {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) return endNow()
    controller.abort()
    onFirst()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return controller.signal
}
