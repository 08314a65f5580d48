import { type Partitions } from '../ports/partitions.ts'
import { type Database, type Sql } from '../ports/sql.ts'

/** Held while a partition is made: two makers would stand in each other's way. */
const MAKER_LOCK = 7_283_115

const TABLE = /^[a-z][a-z_]{0,40}$/
const PROVINCE = /^\d{2}$/

const exists = async (sql: Sql, table: string): Promise<boolean> =>
  (await sql.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]))[0]?.there ===
  true

/** Takes the rows that went to the default meanwhile along. */
const moved = (from: string, to: string, where: string): string =>
  `WITH gone AS (DELETE FROM ${from} WHERE ${where} RETURNING *) INSERT INTO ${to} SELECT * FROM gone`

async function makeProvince(sql: Sql, table: string, province: string): Promise<void> {
  const own = `${table}_${province}`
  if (await exists(sql, own)) return
  await sql.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  await sql.query(`CREATE TABLE ${own} (LIKE ${table} INCLUDING ALL) PARTITION BY RANGE (year)`)
  await sql.query(`CREATE TABLE ${own}_rest PARTITION OF ${own} DEFAULT`)
  await sql.query(moved(`${table}_rest`, own, `province = '${province}'`))
  await sql.query(`ALTER TABLE ${table} ATTACH PARTITION ${own} FOR VALUES IN ('${province}')`)
}

async function makeYear(sql: Sql, table: string, year: number): Promise<void> {
  const own = `${table}_${year}`
  if (await exists(sql, own)) return
  await sql.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  await sql.query(`CREATE TABLE ${own} (LIKE ${table} INCLUDING ALL)`)
  await sql.query(moved(`${table}_rest`, own, `year = ${year}`))
  await sql.query(`ALTER TABLE ${table} ATTACH PARTITION ${own} FOR VALUES FROM (${year}) TO (${year + 1})`)
}

export function createPartitions(db: Database): Partitions {
  const known = new Set<string>()
  return {
    async ensure(table, province, year) {
      if (!TABLE.test(table)) throw new Error('not the name of a partitioned table')
      // Outside of these the default takes it: no maker of partitions for whatever a record says.
      if (!PROVINCE.test(province) || !Number.isInteger(year) || year < 1990 || year > 2100) return
      const key = `${table}_${province}_${year}`
      if (known.has(key)) return
      if (!(await exists(db.sql, key)))
        await db.write(async sql => {
          await sql.query('SELECT pg_advisory_xact_lock($1)', [MAKER_LOCK])
          await makeProvince(sql, table, province)
          await makeYear(sql, `${table}_${province}`, year)
        })
      known.add(key)
    },
  }
}
