import { createHash, randomBytes } from 'node:crypto'
import { type Database } from '../../../electron/db/engine/database.ts'

export const CRASH_KEY = createHash('sha256').update('crash tests').digest()

/** Numbered transactions whose parts must be there whole: what the tests write and look for. */
export function prepareWorkload(db: Database): void {
  db.transaction(() =>
    db.exec(`
      CREATE TABLE IF NOT EXISTS tx(n INTEGER PRIMARY KEY, size INTEGER NOT NULL, pad TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS part(n INTEGER NOT NULL, i INTEGER NOT NULL, v TEXT NOT NULL) STRICT;
      CREATE INDEX IF NOT EXISTS part_by_n ON part(n, i);
      CREATE TABLE IF NOT EXISTS head(last INTEGER NOT NULL) STRICT;
      INSERT INTO head SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM head);
    `),
  )
}

/** One transaction: small mostly, large at times (spills out of a small cache), old ones thinned out. */
export function writeTransaction(db: Database, n: number, random: () => number, large = 120): void {
  const size = random() < 0.1 ? large : 1 + Math.floor(random() * 5)
  db.transaction(() => {
    if (n % 5 === 0) {
      db.run('DELETE FROM part WHERE n = ?', [n - 30])
      db.run('UPDATE tx SET size = 0 WHERE n = ?', [n - 30])
    }
    db.run('INSERT INTO tx VALUES (?, ?, ?)', [n, size, 'x'.repeat(Math.floor(random() * 300))])
    for (let i = 0; i < size; i++)
      db.run('INSERT INTO part VALUES (?, ?, ?)', [
        n,
        i,
        randomBytes(20 + Math.floor(random() * 200)).toString('hex'),
      ])
    db.run('UPDATE head SET last = ?', [n])
  })
}

export interface Findings {
  /** The last transaction that is there. */
  readonly last: number
  /** Transactions that are there in part. */
  readonly partial: number
  readonly malformed: readonly string[]
}

export async function examine(db: Database): Promise<Findings> {
  const { problems, damagedPages } = await db.integrityCheck('full')
  const last = Number(db.get('SELECT coalesce(max(n), 0) AS last FROM tx')?.['last'])
  const count = Number(db.get('SELECT count(*) AS n FROM tx')?.['n'])
  const head = Number(db.get('SELECT last FROM head')?.['last'])
  const broken = db.all(
    `SELECT t.n FROM tx t LEFT JOIN part p ON p.n = t.n GROUP BY t.n HAVING count(p.i) <> t.size
     UNION SELECT n FROM part WHERE n NOT IN (SELECT n FROM tx)`,
  )
  const partial = broken.length + (head === last && count === last ? 0 : 1)
  return { last, partial, malformed: [...problems, ...damagedPages.map(page => `page ${page}`)] }
}
