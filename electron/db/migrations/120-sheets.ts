import { type Migration } from './migration.ts'

/**
 * Sheets of licence paper that a print has used up, good or spoilt: one serial of one kind's paper serves one print. Serials
 * are kept as they are compared. The partial index finds prints whose result nobody has said yet.
 */
export const sheets: Migration = {
  id: 120,
  name: 'sheets',
  up(db) {
    db.run(`CREATE TABLE used_sheet (
  kind TEXT NOT NULL,
  serial TEXT NOT NULL,
  print_id TEXT NOT NULL REFERENCES print_act (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (kind, serial)
) STRICT, WITHOUT ROWID`)
    db.run(`INSERT OR IGNORE INTO used_sheet (kind, serial, print_id)
  SELECT l.kind, upper(replace(p.sheet_serial, ' ', '')), p.id FROM print_act p JOIN licence l ON l.id = p.licence_id
    WHERE p.sheet_serial IS NOT NULL ORDER BY p.seq`)
    db.run(`CREATE INDEX print_act_unsettled ON print_act (seq) WHERE result = 'sent'`)
    db.run(`CREATE TRIGGER used_sheet_no_replace BEFORE INSERT ON used_sheet
WHEN EXISTS (SELECT 1 FROM used_sheet WHERE kind = NEW.kind AND serial = NEW.serial) BEGIN
  SELECT RAISE(ABORT, 'this sheet has been used');
END`)
    for (const what of ['UPDATE', 'DELETE'])
      db.run(`CREATE TRIGGER used_sheet_no_${what.toLowerCase()} BEFORE ${what} ON used_sheet BEGIN
  SELECT RAISE(ABORT, 'used_sheet is append-only');
END`)
  },
}
