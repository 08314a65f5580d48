import { expect, it } from 'vitest'
import { type Database } from '../../national-store/ports/sql.ts'
import { changesSince } from '../../national-store/usecases/changes/changes-since.ts'
import { writeChanges } from '../../national-store/usecases/records/write-effects.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { CHANGES_PAGE } from '../../shared/protocol/changes.ts'
import { BEIJING, BEIJING_2, SHANGHAI } from './counter.ts'
import { eachStore } from './each-store.ts'

const AT = '2026-03-10T02:00:00.000Z' as Instant
const change = (n: number, over: object = {}) => ({
  officeCode: BEIJING.officeCode,
  onlyFor: null,
  notFor: null,
  type: 'finding',
  at: AT,
  body: { n },
  ...over,
})

const numberOf = (body: unknown): number => (body as { n: number }).n

/** Reads on from a cursor to the end, as a workstation does. */
async function readOn(
  db: Database,
  reader: { cursor: number; seen: number[] },
  caller = BEIJING,
): Promise<void> {
  for (;;) {
    const page = mustBeOk(await changesSince({ db })(caller, { after: reader.cursor }), 'page')
    reader.seen.push(...page.changes.map(one => numberOf(one.body)))
    reader.cursor = page.changes.at(-1)?.cursor ?? reader.cursor
    if (!page.more) return
  }
}

eachStore('changes', store => {
  it('gives each workstation what is for it and its office, page by page', async () => {
    const db = await store.fresh()
    const office = Array.from({ length: CHANGES_PAGE + 50 }, (_, n) => change(n))
    await writeChanges(db.sql, [
      ...office,
      change(1_000, { onlyFor: BEIJING_2.workstationId }),
      change(1_001, { notFor: BEIJING.workstationId }),
      change(1_002, { officeCode: SHANGHAI.officeCode }),
    ])
    const first = mustBeOk(await changesSince({ db })(BEIJING, { after: 0 }), 'page')
    expect([first.changes.length, first.more]).toEqual([CHANGES_PAGE, true])
    expect(first.changes[0]).toEqual({ cursor: 1, type: 'finding', at: AT, body: { n: 0 } })
    const expected = office.map((_, n) => n)
    for (const [caller, more] of [
      [BEIJING, []],
      [BEIJING_2, [1_000, 1_001]],
    ] as const) {
      const reader = { cursor: 0, seen: [] as number[] }
      await readOn(db, reader, caller)
      expect(reader.seen).toEqual([...expected, ...more])
    }
    const shanghai = { cursor: 0, seen: [] as number[] }
    await readOn(db, shanghai, SHANGHAI)
    expect(shanghai.seen).toEqual([1_002])
  })

  it('passes over no change while transactions commit in another order than they began', async () => {
    const db = await store.fresh()
    const reader = { cursor: 0, seen: [] as number[] }
    const read = () => readOn(db, reader)
    if (store.kind === 'postgres') {
      // The first one has its place in the table, and is committed behind the second one, which was read meanwhile.
      const other = store.beside(db)
      await db.write(async sql => {
        await writeChanges(sql, [change(1)])
        await other.write(each => writeChanges(each, [change(2)]))
        await readOn(other, reader)
        expect(reader.seen).toEqual([2])
      })
      await read()
      expect(reader.seen).toEqual([2, 1])
    }
    const writing = store.beside(db)
    const writers = Array.from({ length: 6 }, (_, w) => async () => {
      for (let i = 0; i < 10; i++)
        await writing.write(async sql => {
          await writeChanges(sql, [change(100 * (w + 1) + i)])
          await sql.query('SELECT pg_sleep($1)', [Math.random() / 100])
          await writeChanges(sql, [change(1_000 * (w + 1) + i)])
        })
    })
    let written = false
    const reading = (async () => {
      while (!written) await read()
    })()
    await Promise.all(writers.map(write => write())).finally(() => (written = true))
    await reading
    await read()
    const fresh = reader.seen.filter(n => n >= 100)
    expect(fresh.length).toBe(120)
    expect(new Set(fresh).size).toBe(120)
  })

  // PGlite has one connection: nothing commits out of order there.
  if (store.kind === 'pglite') return
  it('control: cursors that writers took themselves do pass over one', async () => {
    const db = await store.fresh()
    const other = store.beside(db)
    const seen: number[] = []
    let cursor = 0
    const readByIdentity = async (from: Database) => {
      const rows = await from.sql.query<{ id: number; body: unknown }>(
        'SELECT id, body FROM changes WHERE id > $1 ORDER BY id',
        [cursor],
      )
      seen.push(...rows.map(row => numberOf(row.body)))
      cursor = rows.at(-1)?.id ?? cursor
    }
    await db.write(async sql => {
      await writeChanges(sql, [change(1)])
      await other.write(each => writeChanges(each, [change(2)]))
      await readByIdentity(other)
    })
    await readByIdentity(db)
    expect(seen).toEqual([2])
  })
})
