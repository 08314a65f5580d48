import { type Instant } from '../../shared/kernel/instant.ts'

export interface StoreClock {
  now(): Instant
}
