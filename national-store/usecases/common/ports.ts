import { type StoreClock } from '../../ports/clock.ts'
import { type Digest } from '../../ports/digest.ts'
import { type StoreIds } from '../../ports/ids.ts'
import { type Partitions } from '../../ports/partitions.ts'
import { type StoreSigner } from '../../ports/signer.ts'
import { type Database } from '../../ports/sql.ts'
import { type StoreStandard } from '../../ports/standard.ts'
import { type WholeFiles } from '../../ports/whole-files.ts'

/** What the use cases over the store's records need. */
export interface RecordPorts {
  readonly db: Database
  readonly clock: StoreClock
  readonly signer: StoreSigner
  readonly digest: Digest
  readonly ids: StoreIds
  readonly standard: StoreStandard
  readonly files: WholeFiles
  readonly partitions: Partitions
}
