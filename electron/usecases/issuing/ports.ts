import { type Office } from '../../../shared/domain/office.ts'
import { type DocumentSigner } from '../../ports/document-signer.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type Digests, type Turns } from '../../ports/platform.ts'
import { type Workshop } from '../../ports/workshop.ts'
import { type KeyProvider, type UnlockedKey } from '../../ports/seal-keys.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface IssuePorts extends BasePorts {
  readonly standard: Standard
  readonly signer: DocumentSigner
  readonly workshop: Workshop
  readonly vault: FileVault
  readonly digests: Digests
  readonly keys: KeyProvider
  readonly turns: Turns
}

/** A seal whose key is open, for one batch. */
export interface OpenSeal {
  readonly seal: Seal
  readonly key: UnlockedKey
}

export interface IssueContext {
  readonly office: Office
  readonly openSeals: readonly OpenSeal[]
}
