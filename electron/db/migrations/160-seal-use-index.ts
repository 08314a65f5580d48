import { type Migration } from './migration.ts'

/** Which seal sealed a licence is asked whenever its paper is drawn. */
export const sealUseIndex: Migration = {
  id: 160,
  name: 'seal-use-index',
  up(db) {
    db.run('CREATE INDEX seal_use_licence ON seal_use (licence_id)')
  },
}
