import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Database, type Sql } from '../ports/sql.ts'
import { READERS } from './values.ts'

/** PostgreSQL gave up one of two transactions that stood in each other's way: serialisation failure, deadlock. */
const GIVEN_UP = ['40001', '40P01']
const TRIES = 10
const LONGEST_WAIT_MS = 500

interface PostgresOptions {
  /** `postgres://…`; a socket's folder goes in `?host=`. */
  readonly url: string
  readonly connections?: number
  /** Hears of connections that broke while nobody used them; the pool replaces them. */
  readonly onIdleFault?: (error: Error) => void
}

const types: pg.CustomTypesConfig = {
  // The driver's own signature says only that some function comes back.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    READERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

const sqlOf = (runner: pg.Pool | pg.PoolClient): Sql => ({
  query: async <Row extends object>(text: string, params: readonly unknown[] = []) => {
    const bound = params.map(value => (value instanceof Uint8Array ? Buffer.from(value) : value))
    return (await runner.query<Row & pg.QueryResultRow>(text, bound)).rows
  },
})

const wasGivenUp = (error: unknown): boolean => GIVEN_UP.includes(String((error as { code?: unknown }).code))

async function transaction<T>(client: pg.PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await work(sqlOf(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function once<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // Without a listener, a connection that the server ends between two statements would end the process.
  const onError = (error: Error): void => void (broken = error)
  client.on('error', onError)
  try {
    return await transaction(client, work)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** PostgreSQL 15 or newer behind a pool of connections. */
export function openPostgres({ url, connections = 10, onIdleFault }: PostgresOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, types })
  pool.on('error', error => onIdleFault?.(error))
  return {
    sql: sqlOf(pool),
    async write(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await once(pool, work)
        } catch (error) {
          if (!wasGivenUp(error) || tries >= TRIES) throw error
          // Not at the same moment again.
          await wait(Math.random() * Math.min(LONGEST_WAIT_MS, 10 * 2 ** tries))
        }
      }
    },
    close: () => pool.end(),
  }
}
