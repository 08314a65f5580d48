import { type Stage } from '../calls.ts'
import { type Shot } from '../shot.ts'
import { COUNTER } from './counter.ts'
import { EMPTY } from './empty.ts'
import { FIRST } from './first.ts'
import { ISSUING } from './issuing.ts'
import { RECORDS } from './records.ts'
import { SYSTEM } from './system.ts'

/** The written list of pictures, by the office in which they are taken. */
export const SHOTS: Readonly<Record<Stage, readonly Shot[]>> = {
  first: FIRST,
  empty: EMPTY,
  full: [...COUNTER, ...RECORDS, ...SYSTEM.slice(0, -1), ...ISSUING, ...SYSTEM.slice(-1)],
}
