import { blocksApi } from './blocks.ts'
import { changesApi } from './changes.ts'
import { filesApi } from './files.ts'
import { pairingApi } from './pairing.ts'
import { reconciliationApi } from './reconciliation.ts'
import { recordsApi } from './records.ts'
import { revocationApi } from './revocation.ts'
import { storeApi } from './store.ts'

/** Every endpoint of the national store, by area. */
export const PROTOCOL_AREAS = {
  store: storeApi,
  pairing: pairingApi,
  records: recordsApi,
  files: filesApi,
  reconciliation: reconciliationApi,
  blocks: blocksApi,
  changes: changesApi,
  revocation: revocationApi,
} as const

export type ProtocolAreas = typeof PROTOCOL_AREAS
