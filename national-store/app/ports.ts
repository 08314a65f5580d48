import { type RecordPorts } from '../usecases/common/ports.ts'
import { type FilePorts } from '../usecases/files/transfer-files.ts'
import { type PairingPorts } from '../usecases/pairing/ports.ts'

/** Everything that the store's use cases need, wired. */
export interface StorePorts extends PairingPorts, FilePorts, RecordPorts {
  /** What the store is called. */
  readonly name: string
}
