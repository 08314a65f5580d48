import { makeRevocationList } from '../usecases/revocation/make-revocation-list.ts'
import { type OpenStore } from './open-store.ts'

const HOUR_MS = 3_600_000

interface Upkeep {
  readonly onKeys: () => void
  readonly onFault: (error: unknown) => void
}

/** What falls due by itself: certificates in time, a revocation list within the hour in which a licence has lost its force. @returns how to end it */
export function startUpkeep(store: OpenStore, { onKeys, onFault }: Upkeep): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const make = makeRevocationList(store.ports)
  const look = (): void => {
    running = running
      .then(async () => {
        store.renewKeys()
        onKeys()
        await make()
      })
      .catch(onFault)
  }
  look()
  const timer = setInterval(look, HOUR_MS).unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
