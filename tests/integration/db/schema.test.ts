import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '../../../electron/db/engine/database.ts'
import { DatabaseFromFutureError } from '../../../electron/db/engine/errors.ts'
import { openWorkstationDatabase, SCHEMA_VERSION } from '../../../electron/db/index.ts'
import { dumpSchema, migrate } from '../../../electron/db/migrate.ts'
import { MIGRATIONS } from '../../../electron/db/migrations/index.ts'
import { KEY } from './support.ts'

const SNAPSHOT = fileURLToPath(new URL('../../../electron/db/schema.sql', import.meta.url))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lw-schema-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const opened: Database[] = []
afterEach(() => {
  for (const db of opened.splice(0)) db.close()
})

let files = 0
async function fresh(): Promise<Database> {
  const db = await openDatabase({ file: join(folder, `${++files}.db`), key: KEY })
  opened.push(db)
  return db
}

/** A row for each table as the step that makes it leaves it; later steps must keep these rows. */
const OLD_ROWS: Readonly<Record<number, readonly string[]>> = {
  10: [`INSERT INTO setting VALUES ('office', '{}')`, `INSERT INTO blob VALUES ('sha256:aa', x'00ff')`],
  20: [
    `INSERT INTO user VALUES (1, 'u', 'Wang', 'wang', '王', '["clerk"]', 'active', 0, NULL, '2026', 'scrypt')`,
  ],
  30: [
    `INSERT INTO application (id, receipt_number, kind, state, revision, maker_id, holder_key, holder_code, body)
       VALUES ('a', 'WS-20260301-1', 'tour-guide', 'draft', 1, 'u', '王', 'x', '{"id":"a"}')`,
  ],
  40: [
    `INSERT INTO licence (seq, id, lineage_id, version, kind, status, status_since, issue_date, origin, number,
       number_key, holder_code, holder_code_type, holder_name, holder_key)
       VALUES (1, 'l', 'l', 1, 'tour-guide', 'valid', '2026', '2026-03-01', 'stock', 'N1', 'N1', 'x', '111', '王', '王')`,
    `INSERT INTO licence_body VALUES (1, '{}')`,
    `INSERT INTO licence_number VALUES ('tour-guide', 'N1', 'l')`,
    `INSERT INTO copy_file VALUES ('l', 'pdf', 'copies/l.pdf', '${'a'.repeat(64)}', 5)`,
  ],
  50: [`INSERT INTO name_gram VALUES ('王' || char(31), 1)`],
  60: [
    `INSERT INTO number_block VALUES (1, 'b', 'tour-guide', 5, 1, '2026', 'store', '{}')`,
    `INSERT INTO number_use VALUES ('b', 0, 'tour-guide', 'N1', 'l', '2026')`,
  ],
  70: [
    `INSERT INTO seal VALUES (1, 's', 'active', '{}')`,
    `INSERT INTO seal_use VALUES (1, 's', 'l', '1.2', 'd', '2026', 'u', '王')`,
  ],
  80: [
    `INSERT INTO outbox VALUES (1, 'r', 'status', '1.2', '{}', '2026', '${'0'.repeat(64)}', '${'1'.repeat(64)}')`,
    `INSERT INTO journal VALUES (1, 'x', 'u', '王', 'licence', 'l', '{}', '2026', '${'0'.repeat(64)}', '${'1'.repeat(64)}')`,
    `INSERT INTO chain_head VALUES ('outbox', 1, '${'1'.repeat(64)}'), ('journal', 1, '${'1'.repeat(64)}')`,
  ],
  90: [
    `INSERT INTO batch VALUES (1, 'q', 'running', '2026', 'u', 2, 1, 0, NULL)`,
    `INSERT INTO batch_item VALUES ('q', 1, 'a', 'issued', 'l', NULL), ('q', 2, 'a2', 'waiting', NULL, NULL)`,
  ],
  100: [
    `INSERT INTO import_job VALUES (1, 'i', 'stock', '{}', '/f', 'f', 'aa', 'done', 9, 8, 1, '2026', 'u', 'u', NULL)`,
    `INSERT INTO import_fault VALUES ('i', 4, '{}', '[]')`,
  ],
  110: [
    `INSERT INTO print_act VALUES (1, 'p', 'l', 'sent', 'print', NULL, NULL, NULL, '2026', NULL, 'u')`,
    `INSERT INTO hand_over VALUES (1, 'h', 'l', '2026', 'u', '王', NULL, NULL)`,
  ],
  120: [`INSERT INTO used_sheet VALUES ('tour-guide', 'A0001', 'p')`],
  130: [`INSERT INTO number_skip VALUES ('b', 1, 'N1', 'l', '2026')`],
  150: [`INSERT INTO jot VALUES ('new-import', 'u', '{}', '2026')`],
  170: [
    `INSERT INTO sync_receipt VALUES (1, 'k', 'q', '2026', '2026', '{}')`,
    `INSERT INTO sync_total VALUES ('accepted', 0)`,
    `INSERT INTO sync_batch VALUES (1, 'q', 1, '${'1'.repeat(64)}', '[1]', 0, '2026')`,
    `INSERT INTO sync_change VALUES (1, 'block', '2026', '{}', 'applied', NULL, 0, '2026')`,
    `INSERT INTO sync_lease VALUES ('q', 'tour-guide', '{}', 5, '2026', NULL)`,
  ],
}

const tables = (db: Database): readonly string[] =>
  db
    .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`)
    .map(row => String(row['name']))

/** Tables, indexes and triggers: every step brings at least one. */
const objects = (db: Database): number => Number(db.get('SELECT count(*) AS n FROM sqlite_schema')?.['n'])

const contents = (db: Database, of: readonly string[]): unknown =>
  Object.fromEntries(of.map(table => [table, db.all(`SELECT * FROM ${table}`)]))

describe('the schema', () => {
  it('is the committed one (WRITE_SCHEMA=1 writes it anew)', async () => {
    const db = await fresh()
    migrate(db, MIGRATIONS)
    const schema = dumpSchema(db)
    if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(SNAPSHOT, schema)
    expect(schema).toBe(readFileSync(SNAPSHOT, 'utf8'))
  })

  it('has strict tables only', async () => {
    const db = await fresh()
    migrate(db, MIGRATIONS)
    const loose = db.all(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'`,
    )
    expect(loose).toEqual([])
    expect(tables(db).length).toBeGreaterThan(15)
  })

  it('is numbered by tens', () => {
    expect(MIGRATIONS.map(m => m.id)).toEqual(MIGRATIONS.map((_, i) => 10 * (i + 1)))
    expect(SCHEMA_VERSION).toBe(MIGRATIONS.length * 10)
  })

  it.each(MIGRATIONS.map(m => [m.id, m.name] as const))('step %i (%s) keeps the rows before it', async id => {
    const db = await fresh()
    const before = MIGRATIONS.filter(m => m.id < id)
    for (const migration of before) {
      migrate(
        db,
        MIGRATIONS.filter(m => m.id <= migration.id),
      )
      db.transaction(() => OLD_ROWS[migration.id]?.forEach(sql => db.run(sql)))
    }
    const old = tables(db)
    const parts = objects(db)
    const rows = contents(db, old)
    for (const table of old) expect(db.get(`SELECT count(*) AS n FROM ${table}`)?.['n'], table).not.toBe(0)
    migrate(
      db,
      MIGRATIONS.filter(m => m.id <= id),
    )
    expect(contents(db, old)).toEqual(rows)
    expect(objects(db)).toBeGreaterThan(parts)
    expect((await db.integrityCheck('full')).ok).toBe(true)
  })

  it('takes rows in every table of its newest step', async () => {
    const db = await fresh()
    migrate(db, MIGRATIONS)
    for (const { id } of MIGRATIONS) db.transaction(() => OLD_ROWS[id]?.forEach(sql => db.run(sql)))
    for (const table of tables(db))
      expect(db.get(`SELECT count(*) AS n FROM ${table}`)?.['n'], table).not.toBe(0)
  })

  it('from the future is refused, and nothing is changed', async () => {
    const file = join(folder, 'future.db')
    const db = await openDatabase({ file, key: KEY })
    migrate(db, [
      ...MIGRATIONS,
      { id: SCHEMA_VERSION + 10, name: 'later', up: d => d.run('CREATE TABLE later (x INTEGER) STRICT') },
    ])
    db.close()
    await expect(openWorkstationDatabase({ file, key: KEY })).rejects.toThrow(DatabaseFromFutureError)
    const again = await openDatabase({ file, key: KEY })
    opened.push(again)
    expect(again.userVersion()).toBe(SCHEMA_VERSION + 10)
  })
})
