import { describe, expect, it } from 'vitest'
import { migrate } from '../../national-store/db/migrate.ts'
import { MIGRATIONS } from '../../national-store/db/migrations/index.ts'
import { steps } from '../../national-store/db/migrations/migration.ts'
import { createPartitions } from '../../national-store/db/partitions.ts'
import { type Sql } from '../../national-store/ports/sql.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { eachStore } from './each-store.ts'

const tables = async (sql: Sql): Promise<readonly string[]> =>
  (
    await sql.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    )
  ).map(row => row.name)

eachStore('values', store => {
  it('come back as they went, the same on both', async () => {
    const { sql } = await store.fresh({ migrated: false })
    await sql.query(
      'CREATE TABLE v (n bigint, i int, t text, b bytea, j jsonb, l jsonb, k boolean, a text[], at timestamptz, d date)',
    )
    const bytes = Uint8Array.of(0, 1, 255, 128)
    const json = { 名: ['证', 1, null, { x: true }] }
    const sent = [
      2 ** 53 - 1,
      -5,
      '证照\n"\'\\',
      bytes,
      json,
      JSON.stringify([1, 'a']),
      true,
      ['一', 'b,"c'],
      '2026-03-01T01:02:03.004Z',
      '2026-02-28',
    ] as const
    await sql.query('INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', sent)
    const [row] = await sql.query<{ n: number; b: Uint8Array; l: unknown }>('SELECT * FROM v')
    expect(row?.b).toBeInstanceOf(Uint8Array)
    expect({ ...row, b: [...(row?.b ?? [])] }).toEqual({
      n: 2 ** 53 - 1,
      i: -5,
      t: '证照\n"\'\\',
      b: [...bytes],
      j: json,
      l: [1, 'a'],
      k: true,
      a: ['一', 'b,"c'],
      at: '2026-03-01T01:02:03.004Z',
      d: '2026-02-28',
    })
    expect(await sql.query('SELECT count(*) AS n FROM v')).toEqual([{ n: 1 }])
    await sql.query('UPDATE v SET n = NULL, b = NULL, at = $1', [null])
    expect(await sql.query('SELECT n, b, at FROM v')).toEqual([{ n: null, b: null, at: null }])
    await expect(sql.query('SELECT 9007199254740992::bigint AS n')).rejects.toThrow(RangeError)
  })
})

eachStore('transactions', store => {
  it('keep all of it or nothing', async () => {
    const db = await store.fresh({ migrated: false })
    await db.sql.query('CREATE TABLE t (n int PRIMARY KEY)')
    expect(
      await db.write(async sql => (await sql.query('INSERT INTO t VALUES (1) RETURNING n')).length),
    ).toBe(1)
    await expect(
      db.write(async sql => {
        await sql.query('INSERT INTO t VALUES (2)')
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    await expect(
      db.write(async sql => {
        await sql.query('INSERT INTO t VALUES (3)')
        await sql.query('INSERT INTO t VALUES (1)')
      }),
    ).rejects.toMatchObject({ code: '23505' })
    expect(await db.sql.query('SELECT n FROM t')).toEqual([{ n: 1 }])
  })

  it('that stand in each other’s way all come through', async () => {
    const db = await store.fresh({ migrated: false })
    const other = store.beside(db)
    await db.sql.query('CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL)')
    await db.sql.query('INSERT INTO t VALUES (1, 0), (2, 0)')
    // Half of them lock the two rows in the other order: PostgreSQL must end some of them as deadlocks.
    let runs = 0
    const both = [...Array(8).keys()].map(i =>
      (i % 2 ? db : other).write(async sql => {
        runs++
        for (const id of i % 4 < 2 ? [1, 2] : [2, 1]) {
          await sql.query('UPDATE t SET n = n + 1 WHERE id = $1', [id])
          await sql.query('SELECT pg_sleep(0.01)')
        }
      }),
    )
    await Promise.all(both)
    expect(await db.sql.query('SELECT n FROM t')).toEqual([{ n: 8 }, { n: 8 }])
    if (store.kind === 'postgres') expect(runs).toBeGreaterThan(8)
  })
})

eachStore('migrations', store => {
  it('run once, though several processes start at the same time', async () => {
    const db = await store.fresh({ migrated: false })
    const runs = await Promise.all(
      [db, store.beside(db), store.beside(db)].map(async one =>
        mustBeOk(await migrate(one, MIGRATIONS), 'steps'),
      ),
    )
    expect(runs.flat().sort((a, b) => a - b)).toEqual(MIGRATIONS.map(step => step.id))
    expect(await tables(db.sql)).toEqual(expect.arrayContaining(['offices', 'schema_steps', 'workstations']))
    expect(mustBeOk(await migrate(db, MIGRATIONS), 'again')).toEqual([])
  })

  it('leave a database of a newer program as it is', async () => {
    const db = await store.fresh()
    const later = steps(90_010, 'later', ['CREATE TABLE later (n int)'])
    mustBeOk(await migrate(db, [...MIGRATIONS, later]), 'the newer program')
    const before = await tables(db.sql)
    const extra = steps(90_005, 'between', ['CREATE TABLE between_them (n int)'])
    expect(await migrate(db, [...MIGRATIONS, extra])).toMatchObject({
      ok: false,
      error: { code: 'store-from-future', data: { step: 90_010 } },
    })
    expect(await tables(db.sql)).toEqual(before)
  })

  it('a step that fails leaves nothing of itself', async () => {
    const db = await store.fresh()
    const bad = steps(90_010, 'bad', ['CREATE TABLE half (n int)', 'SELECT 1 FROM nowhere'])
    await expect(migrate(db, [...MIGRATIONS, bad])).rejects.toMatchObject({ code: '42P01' })
    expect(await tables(db.sql)).not.toContain('half')
    expect(mustBeOk(await migrate(db, MIGRATIONS), 'still known')).toEqual([])
  })
})

eachStore('partitions', store => {
  const insert = (sql: Sql, province: string, year: number) =>
    sql.query(
      `INSERT INTO use_log (province, year, at, caller, endpoint, status) VALUES ($1, $2, now(), 'public', 'store.about', 200)`,
      [province, year],
    )
  const where = async (sql: Sql): Promise<readonly string[]> =>
    (
      await sql.query<{ part: string }>('SELECT tableoid::regclass::text AS part FROM use_log ORDER BY 1')
    ).map(row => row.part)

  it('are made when asked for; what came before moves in, and what fits none is kept all the same', async () => {
    const db = await store.fresh()
    await insert(db.sql, '33', 2026)
    await insert(db.sql, '99', 1)
    expect(await where(db.sql)).toEqual(['use_log_rest', 'use_log_rest'])
    const partitions = createPartitions(db)
    await partitions.ensure('use_log', '33', 2025)
    expect(await where(db.sql)).toEqual(['use_log_33_rest', 'use_log_rest'])
    await partitions.ensure('use_log', '33', 2026)
    expect(await where(db.sql)).toEqual(['use_log_33_2026', 'use_log_rest'])
    await partitions.ensure('use_log', 'x;', 2026)
    await expect(partitions.ensure('use_log; --', '33', 2026)).rejects.toThrow()
    await insert(db.sql, '33', 2027)
    expect(await where(db.sql)).toEqual(['use_log_33_2026', 'use_log_33_rest', 'use_log_rest'])
    const plan = await db.sql.query('EXPLAIN SELECT * FROM use_log WHERE province = $1 AND year = $2', [
      '33',
      2026,
    ])
    expect(JSON.stringify(plan)).toContain('use_log_33_2026')
    expect(JSON.stringify(plan)).not.toContain('rest')
  })

  it('are made once, though many ask at the same time and write meanwhile', async () => {
    const db = await store.fresh()
    const makers = [...Array(6).keys()].map(i => createPartitions(i % 2 ? db : store.beside(db)))
    await Promise.all(
      makers.map(async (maker, i) => {
        await maker.ensure('use_log', '11', 2026 + (i % 2))
        await db.write(sql => insert(sql, '11', 2026 + (i % 2)))
      }),
    )
    expect(await where(db.sql)).toEqual([
      ...Array<string>(3).fill('use_log_11_2026'),
      ...Array<string>(3).fill('use_log_11_2027'),
    ])
  })
})

describe('the list of steps', () => {
  it('rises', async () => {
    const nowhere = { sql: { query: () => Promise.reject(new Error('asked')) } } as never
    const one = steps(10, 'one', [])
    await expect(migrate(nowhere, [one, one])).rejects.toThrow('does not rise')
  })
})
