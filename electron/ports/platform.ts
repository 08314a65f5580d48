import { type Instant } from '../../shared/kernel/instant.ts'

export interface Clock {
  now(): Instant
}

export interface Ids {
  /** A new id: 32 lower-case hexadecimal digits, unique, rising in time within one process. */
  next(): string
}

export interface Digests {
  /** Lower-case hexadecimal SHA-256. */
  sha256(bytes: Uint8Array): string
}

export interface PasswordHasher {
  /** scrypt with its parameters and a fresh salt inside the text. */
  hash(password: string): Promise<string>
  matches(password: string, record: string): Promise<boolean>
}

/** Gives the event loop a turn, so that long work can be paused, cancelled and watched. */
export interface Turns {
  next(): Promise<void>
}
