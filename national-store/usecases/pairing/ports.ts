import { type StoreClock } from '../../ports/clock.ts'
import { type Digest } from '../../ports/digest.ts'
import { type ClientAuthority, type OutsideKeys, type Secrets } from '../../ports/keys.ts'
import { type Database } from '../../ports/sql.ts'

/** What pairing and the book of workstations need. */
export interface PairingPorts {
  readonly db: Database
  readonly clock: StoreClock
  readonly digest: Digest
  readonly authority: ClientAuthority
  readonly keys: OutsideKeys
  readonly secrets: Secrets
}
