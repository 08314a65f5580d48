import { millisOf, type Instant } from '../../shared/kernel/instant.ts'
import { makeRevocationList } from '../usecases/revocation/make-revocation-list.ts'
import { type OpenStore } from './open-store.ts'

const HOUR_MS = 3_600_000
/** A list a day, seven days good: our default. */
const LIST_AGE_MS = 24 * HOUR_MS

/** A new revocation list when the newest is a day old or there is none. */
async function renewList({ ports }: OpenStore): Promise<void> {
  const [newest] = await ports.db.sql.query<{ at: Instant }>(
    'SELECT at FROM revocation_lists ORDER BY number DESC LIMIT 1',
  )
  if (newest && millisOf(ports.clock.now()) - millisOf(newest.at) < LIST_AGE_MS) return
  await makeRevocationList(ports)()
}

interface Upkeep {
  readonly onKeys: () => void
  readonly onFault: (error: unknown) => void
}

/** What falls due by itself: certificates in time, a revocation list a day. @returns how to end it */
export function startUpkeep(store: OpenStore, { onKeys, onFault }: Upkeep): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const look = (): void => {
    running = running
      .then(async () => {
        store.renewKeys()
        onKeys()
        await renewList(store)
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
