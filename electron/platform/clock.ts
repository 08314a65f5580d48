import { type Clock } from '../ports/platform.ts'
import { instantFromMillis } from '../../shared/kernel/instant.ts'

/** The device's clock. It may be wrong: what matters is ordered by the chains, not by it. */
export const systemClock: Clock = { now: () => instantFromMillis(Date.now()) }
