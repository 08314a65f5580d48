import { type WorkstationDatabase } from '../ports/database.ts'
import { auditRecords } from './audit.ts'
import { type Database } from './engine/handle.ts'
import { allStores } from './stores/all.ts'
import { ownSession } from './stores/session.ts'

/**
 * The workstation's stores over an open database whose schema is up to date. Closing it closes the database.
 * `newRecordId` names outbox records: unique for good, in all workstations.
 */
export function workstationOver(db: Database, newRecordId: () => string): WorkstationDatabase {
  const { session, transaction } = ownSession(db)
  const stores = allStores(session, newRecordId)
  return {
    read: work => work(stores),
    write: work => transaction(() => work(stores)),
    async backupTo(path) {
      await db.backupTo(path)
    },
    async check(depth) {
      const { damagedPages, problems } = await db.integrityCheck(depth)
      const found = [...damagedPages.map(page => `page ${page}: its seal does not hold`), ...problems]
      return depth === 'quick' || found.length > 0 ? found : auditRecords(db, session)
    },
    close: () => db.close(),
  }
}
