import { type Instant } from '../../shared/kernel/instant.ts'

/** One call: who, what, when, how it ended; never what was in it. */
export interface Use {
  readonly at: Instant
  readonly caller: 'public' | 'workstation' | 'operator'
  readonly callerId: string | null
  readonly officeCode: string | null
  /** Six digits; null where nobody is known. */
  readonly region: string | null
  /** `records.send`. */
  readonly endpoint: string
  readonly status: number
  /** Code of the refusal; null where there was none. */
  readonly code: string | null
}

export interface UseLog {
  note(use: Use): void
}
