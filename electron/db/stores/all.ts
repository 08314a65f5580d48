import { type Stores } from '../../ports/database.ts'
import { applicationStore } from './applications.ts'
import { batchStore } from './batches.ts'
import { importStore } from './imports.ts'
import { jotStore } from './jots.ts'
import { journalStore } from './journal.ts'
import { licenceStore } from './licences.ts'
import { numberStore } from './numbers.ts'
import { outboxStore } from './outbox.ts'
import { printStore } from './prints.ts'
import { sealStore } from './seals.ts'
import { type Session } from './session.ts'
import { blobStore, settingsStore } from './settings.ts'
import { syncStore } from './sync.ts'
import { userStore } from './users.ts'

/** Every store over one session. `newRecordId` names outbox records. */
export const allStores = (session: Session, newRecordId: () => string): Stores => ({
  settings: settingsStore(session),
  blobs: blobStore(session),
  users: userStore(session),
  applications: applicationStore(session),
  licences: licenceStore(session),
  numbers: numberStore(session),
  seals: sealStore(session),
  batches: batchStore(session),
  imports: importStore(session),
  prints: printStore(session),
  jots: jotStore(session),
  outbox: outboxStore(session, newRecordId),
  journal: journalStore(session),
  sync: syncStore(session),
})
