import { type Instant } from '../../shared/kernel/instant.ts'

/** Versions of what runs; nothing of the office or its people. */
export interface About {
  readonly program: string
  /** `node 20.20.2` */
  readonly runtime: string
  /** `linux x64 6.1.0` */
  readonly system: string
  readonly schemaVersion: number
}

export interface DiskSpace {
  /** Bytes that may still be written where the path lies; undefined when the system does not say. */
  freeBytes(path: string): number | undefined
}

/** A fault of the program, as the log keeps it: where it happened, never what the clerk had typed. */
export interface Fault {
  readonly id: string
  readonly at: Instant
  readonly name: string
  readonly code: string | null
  /** Call sites, innermost first: function and file with line. */
  readonly frames: readonly string[]
}

export interface FaultLog {
  /** @returns the id that the screen shows */
  record(error: unknown): string
  /** The newest faults first. */
  last(limit: number): readonly Fault[]
}
