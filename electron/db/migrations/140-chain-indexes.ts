import { type Migration } from './migration.ts'

/** What people ask of the chains beside a subject: who, which day, and how much of each sort waits. */
export const chainIndexes: Migration = {
  id: 140,
  name: 'chain indexes',
  up(db) {
    db.run('CREATE INDEX journal_actor ON journal (actor_id)')
    db.run('CREATE INDEX journal_at ON journal (at)')
    db.run('CREATE INDEX outbox_type ON outbox (type)')
  },
}
