import { randomBytes } from 'node:crypto'
import { type Ids } from '../ports/platform.ts'

/** 48 bits of milliseconds, a 16-bit counter within the millisecond, 64 random bits. */
export function createIds(now: () => number = Date.now): Ids {
  let last = 0
  let counter = 0
  return {
    next() {
      const at = Math.max(now(), last)
      counter = at === last ? counter + 1 : 0
      last = counter > 0xffff ? at + 1 : at
      if (counter > 0xffff) counter = 0
      return (
        last.toString(16).padStart(12, '0') +
        counter.toString(16).padStart(4, '0') +
        randomBytes(8).toString('hex')
      )
    },
  }
}
