import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import initSqlJs from 'sql.js'
import { randomOf, syntheticLicence } from './synthetic.ts'
import { figure, timeEach, type Figure } from './timing.ts'

const SCHEMA = `CREATE TABLE licence (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT NOT NULL,
  identifier TEXT, holder_code TEXT NOT NULL, holder_name TEXT NOT NULL, status TEXT NOT NULL,
  issue_date TEXT NOT NULL, valid_to TEXT);
CREATE INDEX licence_number ON licence (number);
CREATE INDEX licence_holder ON licence (holder_code);`

const INSERT = `INSERT INTO licence (id, number, identifier, holder_code, holder_name, status, issue_date, valid_to)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

function writeDurably(path: string, bytes: Uint8Array): void {
  const fd = openSync(`${path}.part`, 'w')
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
  fsyncSync(fd)
  closeSync(fd)
  renameSync(`${path}.part`, path)
}

/**
 * How sql.js is used where nobody mends it: the whole database in memory, and `export()` written to disk for every
 * commit. It holds one narrow table without bodies, grams or seals, which favours it.
 */
export async function exportPeer(path: string, rows: number, commits: number): Promise<Figure> {
  const SQL = await initSqlJs()
  const db = new SQL.Database()
  const random = randomOf(1)
  const insert = (n: number): void => {
    const l = syntheticLicence(n, rows, random)
    db.run(INSERT, [
      l.id,
      l.number,
      l.identifier,
      l.holderCode,
      l.holderName,
      l.status,
      l.issueDate,
      l.validTo,
    ])
  }
  db.exec(SCHEMA)
  db.exec('BEGIN')
  for (let n = 1; n <= rows; n++) insert(n)
  db.exec('COMMIT')
  const times = timeEach(commits, i => {
    insert(rows + 1 + i)
    writeDurably(path, db.export())
  })
  db.close()
  return figure('export-and-write: one row, durable', rows, times)
}
