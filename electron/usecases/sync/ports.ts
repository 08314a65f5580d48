import { type FileVault } from '../../ports/file-vault.ts'
import { type Digests, type Turns } from '../../ports/platform.ts'
import { type SignedEnvelopes } from '../../ports/signed-envelope.ts'
import { type StoreGateway } from '../../ports/store-gateway.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface SyncPorts extends BasePorts {
  readonly gateway: StoreGateway
  readonly envelopes: SignedEnvelopes
  readonly vault: FileVault
  readonly digests: Digests
  readonly turns: Turns
  readonly standard: Standard
  /** From 0 to 1, for the spread of waits. */
  random(): number
}
