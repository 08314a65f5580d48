import { type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

export interface StatusNow {
  readonly status: LicenceStatus
  readonly since: Instant
  /** Who said so: an office at its counter, or the store itself. */
  readonly by: 'counter' | 'store'
}

const FINAL: readonly LicenceStatus[] = ['cancelled', 'withdrawn', 'revoked']

/**
 * The one rule for two that speak of the same licence: what an event makes of its status, or null where it is noted and
 * changes nothing.
 * - What the store has decided against a licence stands until the store lifts it, however late a counter speaks.
 * - A licence that has ended is at most cancelled after being withdrawn or revoked (行政许可法 art. 70).
 * - A version that was superseded can still end, and nothing else.
 * - Otherwise the later decision holds.
 */
export function mergedStatus(now: StatusNow, event: StatusNow): StatusNow | null {
  if (event.by === 'store') return event
  if (now.by === 'store' && now.status !== 'valid') return null
  if (FINAL.includes(now.status))
    return event.status === 'cancelled' && now.status !== 'cancelled' ? event : null
  if (now.status === 'superseded') return FINAL.includes(event.status) ? event : null
  return event.since >= now.since ? event : null
}

/** The status of a new version: what the store has decided against its predecessor holds for it too. */
export const inheritedStatus = (previous: StatusNow | undefined, issued: StatusNow): StatusNow =>
  previous?.by === 'store' && previous.status !== 'valid' ? previous : issued
