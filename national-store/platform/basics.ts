import { createHash, randomUUID } from 'node:crypto'
import { instantFromMillis } from '../../shared/kernel/instant.ts'
import { type StoreClock } from '../ports/clock.ts'
import { type Digest } from '../ports/digest.ts'
import { type StoreIds } from '../ports/ids.ts'

export const systemClock: StoreClock = { now: () => instantFromMillis(Date.now()) }

export const nodeDigest: Digest = { sha256: data => createHash('sha256').update(data).digest('hex') }

export const randomIds: StoreIds = { next: () => randomUUID() }
