import { offices } from './010-offices.ts'
import { workstations } from './020-workstations.ts'
import { clientCertificates } from './030-client-certificates.ts'
import { pairingCodes } from './040-pairing-codes.ts'
import { useLog } from './050-use-log.ts'
import { type Migration } from './migration.ts'

/** Every step of the store's schema, rising by tens. */
export const MIGRATIONS: readonly Migration[] = [
  offices,
  workstations,
  clientCertificates,
  pairingCodes,
  useLog,
]
