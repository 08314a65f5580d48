import { type Migration } from './migration.ts'

/** Printing and handing over: acts of their own, after the issue. A settled print act stands. */
export const prints: Migration = {
  id: 110,
  name: 'prints',
  up(db) {
    db.run(`CREATE TABLE print_act (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  result TEXT NOT NULL,
  purpose TEXT NOT NULL,
  spoilt_reason TEXT,
  sheet_serial TEXT,
  reprint_reason TEXT,
  at TEXT NOT NULL,
  settled_at TEXT,
  by_name TEXT NOT NULL
) STRICT`)
    db.run('CREATE INDEX print_act_licence ON print_act (licence_id)')
    db.run(`CREATE TABLE hand_over (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  receiver_name TEXT NOT NULL,
  receiver_code TEXT,
  note TEXT
) STRICT`)
    db.run('CREATE INDEX hand_over_licence ON hand_over (licence_id)')
    for (const what of ['UPDATE', 'DELETE'])
      db.run(`CREATE TRIGGER hand_over_no_${what.toLowerCase()} BEFORE ${what} ON hand_over BEGIN
  SELECT RAISE(ABORT, 'hand_over is append-only');
END`)
    db.run(`CREATE TRIGGER print_act_no_delete BEFORE DELETE ON print_act BEGIN
  SELECT RAISE(ABORT, 'print acts are kept for ever');
END`)
  },
}
