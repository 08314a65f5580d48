import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { migrate } from '../../national-store/db/migrate.ts'
import { MIGRATIONS } from '../../national-store/db/migrations/index.ts'
import { openPGlite } from '../../national-store/db/pglite.ts'
import { openPostgres } from '../../national-store/db/postgres.ts'
import { type Database } from '../../national-store/ports/sql.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { startCluster, type Cluster } from './postgres.ts'

/** Databases for one suite, gone after the test that asked for them. */
export interface StoreUnderTest {
  readonly kind: 'pglite' | 'postgres'
  /** A new database at the newest step, or with `migrated: false` an empty one. */
  fresh(options?: { readonly migrated?: boolean }): Promise<Database>
  /** The same database as another process of the store has it; PGlite serves one process, so there it is the same object. */
  beside(db: Database): Database
}

async function migrated(db: Database): Promise<Database> {
  mustBeOk(await migrate(db, MIGRATIONS), 'migrations')
  return db
}

/** An engine takes seconds to start and milliseconds to empty, so that the tests of a suite hand it on. */
function onPGlite(): StoreUnderTest {
  let busy: Database[] = []
  let idle: Database[] = []
  afterEach(async () => {
    for (const db of busy) {
      await db.sql.query('DROP SCHEMA public CASCADE')
      await db.sql.query('CREATE SCHEMA public')
    }
    idle = [...idle, ...busy]
    busy = []
  })
  afterAll(async () => {
    await Promise.all(idle.map(db => db.close()))
  })
  return {
    kind: 'pglite',
    async fresh({ migrated: wanted = true } = {}) {
      const db = idle.pop() ?? (await openPGlite())
      busy.push(db)
      return wanted ? migrated(db) : db
    },
    beside: db => db,
  }
}

function onPostgres(): StoreUnderTest {
  let cluster: Cluster
  let count = 0
  const urls = new Map<Database, string>()
  const opened = (url: string): Database => {
    const db = openPostgres({ url })
    urls.set(db, url)
    return db
  }
  beforeAll(async () => {
    cluster = await startCluster()
    const template = await migrated(openPostgres({ url: await cluster.createDatabase('template') }))
    await template.close()
  })
  afterEach(async () => {
    await Promise.all([...urls.keys()].map(db => db.close()))
    urls.clear()
  })
  afterAll(() => cluster.stop())
  return {
    kind: 'postgres',
    async fresh({ migrated: wanted = true } = {}) {
      return opened(await cluster.createDatabase(`test_${++count}`, wanted ? 'template' : undefined))
    },
    beside: db => opened(urls.get(db) ?? ''),
  }
}

/** Runs a suite on embedded PGlite and on a real PostgreSQL. */
export function eachStore(name: string, work: (store: StoreUnderTest) => void): void {
  describe(`${name}, PGlite`, () => work(onPGlite()))
  describe(`${name}, PostgreSQL`, () => work(onPostgres()))
}
