import { type WorkstationDatabase } from '../../ports/database.ts'
import { type Clock, type Ids } from '../../ports/platform.ts'

/** What nearly every use case needs. Each names what else it takes, and no more. */
export interface BasePorts {
  readonly db: WorkstationDatabase
  readonly clock: Clock
  readonly ids: Ids
}
