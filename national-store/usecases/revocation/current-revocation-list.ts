import { utf8 } from '../../../shared/kernel/bytes.ts'
import { millisOf } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { makeRevocationList, type RevocationPorts } from './make-revocation-list.ts'

/** So long a list is given out before it is asked whether anything has changed. Our default. */
const FRESH_MS = 3_600_000

/**
 * The newest signed revocation list, as a file. Made on demand: at most once an hour it is looked whether licences have
 * changed since, and a new list is made only then, or when the old one has little time left.
 */
export function currentRevocationList(ports: RevocationPorts) {
  const make = makeRevocationList(ports)
  let looked = Number.NEGATIVE_INFINITY
  let looking: Promise<unknown> | undefined
  const look = (): Promise<unknown> =>
    (looking ??= make().finally(() => {
      looking = undefined
    }))
  return async (): Promise<Result<Uint8Array, never>> => {
    const now = millisOf(ports.clock.now())
    if (now - looked >= FRESH_MS) {
      await look()
      looked = now
    }
    const [row] = await ports.db.sql.query<{ envelope: string }>(
      'SELECT envelope FROM revocation_lists ORDER BY number DESC LIMIT 1',
    )
    if (!row) throw new Error('no revocation list, although one was just made')
    return ok(utf8(row.envelope))
  }
}
