import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../electron/db/engine/database.ts'
import { migrate } from '../../../electron/db/migrate.ts'
import { MIGRATIONS } from '../../../electron/db/migrations/index.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import { KEY } from './support.ts'

it('step 120 takes the serials of old prints over, each once, and no sheet is used twice after it', async () => {
  const db = await openDatabase({ file: join(temporaryFolder(), 'old.db'), key: KEY })
  migrate(
    db,
    MIGRATIONS.filter(m => m.id <= 110),
  )
  db.transaction(() => {
    db.run(`INSERT INTO licence (seq, id, lineage_id, version, kind, status, status_since, issue_date, origin, number,
       number_key, holder_code, holder_code_type, holder_name, holder_key)
       VALUES (1, 'l', 'l', 1, 'tour-guide', 'valid', '2026', '2026-03-01', 'stock', 'N1', 'N1', 'x', '111', '王', '王')`)
    const print = (n: number, result: string, serial: string | null) =>
      db.run(`INSERT INTO print_act VALUES (?, ?, 'l', ?, 'print', NULL, ?, NULL, '2026', NULL, 'u')`, [
        n,
        `p${n}`,
        result,
        serial,
      ])
    print(1, 'spoilt', 'a 0001')
    print(2, 'good', 'A0001')
    print(3, 'good', 'B2')
    print(4, 'sent', null)
  })
  migrate(db, MIGRATIONS)
  const rows = db.all('SELECT kind, serial, print_id FROM used_sheet ORDER BY serial')
  expect(rows).toEqual([
    { kind: 'tour-guide', serial: 'A0001', print_id: 'p1' },
    { kind: 'tour-guide', serial: 'B2', print_id: 'p3' },
  ])
  const again = (sql: string) => () => db.transaction(() => db.run(sql))
  expect(again(`INSERT INTO used_sheet VALUES ('tour-guide', 'B2', 'p4')`)).toThrow('has been used')
  expect(again(`INSERT OR REPLACE INTO used_sheet VALUES ('tour-guide', 'B2', 'p4')`)).toThrow(
    'has been used',
  )
  expect(again(`DELETE FROM used_sheet`)).toThrow('append-only')
  db.close()
})
