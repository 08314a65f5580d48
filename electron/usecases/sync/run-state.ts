import { type Trouble } from '../../../shared/domain/sync/back-off.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { BATCH_LIMITS } from '../../../shared/domain/sync/batch.ts'
import { type Stores } from '../../ports/database.ts'

const RUN = 'sync-run'

/** How the reporting goes: what was answered last, and when it is tried next. */
export interface RunState {
  /** Tries in a row that failed. */
  readonly failures: number
  readonly trouble: Trouble | null
  readonly answer: AppError | null
  readonly lastTry: Instant | null
  readonly lastGood: Instant | null
  readonly nextTry: Instant | null
  /** Most records of a batch just now: less after trouble, more again after success. */
  readonly batchRecords: number
}

const FRESH: RunState = {
  failures: 0,
  trouble: null,
  answer: null,
  lastTry: null,
  lastGood: null,
  nextTry: null,
  batchRecords: BATCH_LIMITS.records,
}

export const runStateOf = (stores: Stores): RunState => ({
  ...FRESH,
  ...(stores.settings.get(RUN) as unknown as Partial<RunState> | undefined),
})

export function setRunState(stores: Stores, change: Partial<RunState>): void {
  stores.settings.set(RUN, { ...runStateOf(stores), ...change } as unknown as Json)
}
