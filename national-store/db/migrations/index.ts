import { offices } from './010-offices.ts'
import { workstations } from './020-workstations.ts'
import { clientCertificates } from './030-client-certificates.ts'
import { pairingCodes } from './040-pairing-codes.ts'
import { useLog } from './050-use-log.ts'
import { files } from './060-files.ts'
import { chainRecords } from './200-chain-records.ts'
import { licences } from './210-licences.ts'
import { numbers } from './220-numbers.ts'
import { changes } from './230-changes.ts'
import { revocationLists } from './240-revocation-lists.ts'
import { type Migration } from './migration.ts'

/** Every step of the store's schema, rising by tens. */
export const MIGRATIONS: readonly Migration[] = [
  offices,
  workstations,
  clientCertificates,
  pairingCodes,
  useLog,
  files,
  chainRecords,
  licences,
  numbers,
  changes,
  revocationLists,
]
