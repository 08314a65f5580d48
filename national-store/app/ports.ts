import { type FilePorts } from '../usecases/files/transfer-files.ts'
import { type PairingPorts } from '../usecases/pairing/ports.ts'
import { type Partitions } from '../ports/partitions.ts'
import { type StoreIds } from '../ports/ids.ts'
import { type StoreSigner } from '../ports/signer.ts'
import { type WholeFiles } from '../ports/whole-files.ts'

/** Everything that the store's use cases need, wired. */
export interface StorePorts extends PairingPorts, FilePorts {
  /** What the store is called. */
  readonly name: string
  readonly signer: StoreSigner
  readonly ids: StoreIds
  readonly partitions: Partitions
  readonly files: WholeFiles
}
