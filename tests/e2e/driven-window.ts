import { type Page } from 'playwright-core'

/** A window of the real program that a test drives as a person would. */
export interface DrivenWindow {
  readonly page: Page
  readonly hostPid: number
  /** When the host's process was started, in milliseconds of the epoch. */
  readonly startedAt: number
  /** What the host said on its terminal so far. */
  said(): string
  /** Kills the host and all that it started as a power failure would: nothing of it gets to say goodbye. */
  kill(): Promise<void>
  /** Closes the window as a person would. @returns the host's exit code */
  close(): Promise<number | null>
}

export interface WindowOptions {
  /** Where the offices' data lie. */
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
  /** Other resources than the program's. */
  readonly resources?: string
  /** Another built page, for tests of the host itself. */
  readonly renderer?: string
  /** Another core, for tests of the host itself. */
  readonly coreEntry?: string
  /** Where saved documents go; `saved` in the home when left out. */
  readonly downloads?: string
}
