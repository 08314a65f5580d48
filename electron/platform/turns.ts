import { setImmediate } from 'node:timers/promises'
import { type Turns } from '../ports/platform.ts'

export const eventLoopTurns: Turns = { next: () => setImmediate() }
