import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFileIo } from '../vfs/file-io.ts'
import { type Database, openDatabase } from './database.ts'
import { ConstraintError, DiskFullError } from './errors.ts'
import { type SqlValue } from './sql-values.ts'

const KEY = new Uint8Array(32).fill(9)
let folder = ''
let file = ''
const opened: Database[] = []

async function open(path = file, key = KEY, cacheKiB = 1024): Promise<Database> {
  const db = await openDatabase({ file: path, key, cacheKiB })
  opened.push(db)
  return db
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lw-db-'))
  file = join(folder, 'licences.db')
})
afterEach(() => {
  for (const db of opened.splice(0)) db.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('statements', () => {
  it('bind by position and by name, and give rows by column name', async () => {
    const db = await open()
    db.run('CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, data BLOB, ratio REAL) STRICT')
    expect(db.run('INSERT INTO t VALUES (?, ?, ?, ?)', [1, '张三𬭎', new Uint8Array([0, 255]), 1.5])).toEqual(
      {
        changes: 1,
      },
    )
    db.run('INSERT INTO t VALUES (:id, :name, :data, :ratio)', {
      id: 2,
      name: 'a\0b',
      data: null,
      ratio: null,
    })
    expect(db.get('SELECT * FROM t WHERE id = :id', { id: 1 })).toEqual({
      id: 1,
      name: '张三𬭎',
      data: new Uint8Array([0, 255]),
      ratio: 1.5,
    })
    expect(db.all('SELECT id, name FROM t ORDER BY id')).toEqual([
      { id: 1, name: '张三𬭎' },
      { id: 2, name: 'a\0b' },
    ])
    expect(db.get('SELECT * FROM t WHERE id = 3')).toBeUndefined()
    expect(db.run('UPDATE t SET ratio = 2').changes).toBe(2)
  })

  it('keep every value as it was', async () => {
    const db = await open()
    db.run('CREATE TABLE t(v ANY) STRICT')
    const value = fc.oneof(
      fc.string({ unit: 'binary' }).filter(text => !/\p{Surrogate}/u.test(text)),
      fc.integer(),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter(n => !Number.isInteger(n) || Number.isSafeInteger(n)),
      fc.uint8Array({ maxLength: 6000 }),
      fc.constant(null),
    )
    fc.assert(
      fc.property(value, (v: SqlValue) => {
        db.run('DELETE FROM t')
        db.run('INSERT INTO t VALUES (?)', [v])
        const back = db.get('SELECT v FROM t')?.['v']
        if (v instanceof Uint8Array) expect(Buffer.from(back as Uint8Array).equals(v)).toBe(true)
        else expect(back).toBe(Object.is(v, -0) ? 0 : v)
      }),
      { numRuns: 100, examples: [[new Uint8Array(300_000).fill(3)], ['照'.repeat(100_000)]] },
    )
  })

  it('keep integers up to 2^53 − 1 exact in INTEGER columns, and fault beyond', async () => {
    const db = await open()
    db.run('CREATE TABLE t(n INTEGER NOT NULL) STRICT')
    for (const n of [2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1]) {
      db.run('DELETE FROM t')
      db.run('INSERT INTO t VALUES (?)', [n])
      expect(db.get('SELECT n, typeof(n) AS t FROM t WHERE n = ?', [n])).toEqual({ n, t: 'integer' })
    }
    for (const n of [2 ** 53, NaN, Infinity, -(2 ** 60)])
      expect(() => db.run('INSERT INTO t VALUES (?)', [n])).toThrow(RangeError)
    expect(() => db.get('SELECT 9007199254740993 AS n')).toThrow(RangeError)
  })

  it('refuse what would be changed or misread', async () => {
    const db = await open()
    expect(() => db.get('SELECT ? AS a', [])).toThrow('takes 1 parameters, not 0')
    expect(() => db.get('SELECT ? AS a', [1, 2])).toThrow('takes 1 parameters, not 2')
    expect(() => db.get('SELECT :a AS a', { b: 1 })).toThrow('no parameter :b')
    expect(() => db.get('SELECT ? AS a', ['\ud800'])).toThrow('half a character')
    expect(() => db.get('SELECT ? AS a', [true as never])).toThrow('boolean')
    expect(() => db.get('SELECT ? AS a', [undefined as never])).toThrow('undefined')
    expect(() => db.all('SELECT 1 AS a, 2 AS a')).toThrow('two columns are called a')
    expect(() => db.get('SELECT 1 AS a; SELECT 2')).toThrow('one statement at a time')
    expect(() => db.get('  -- nothing')).toThrow('no statement')
    expect(() => db.get('SELEC 1')).toThrow('syntax error')
  })

  it.each([
    "ATTACH 'x.db' AS x",
    '/* a */ attach database ":memory:" as y',
    "VACUUM INTO 'copy.db'",
    '; vacuum',
    'BEGIN',
    'COMMIT',
    'ROLLBACK',
    'SAVEPOINT a',
    'PRAGMA journal_mode=DELETE',
    'PRAGMA main . synchronous = OFF',
    'PRAGMA/**/writable_schema=1',
    'PRAGMA user_version=5',
  ])('refuse %s', async sql => {
    const db = await open()
    expect(() => db.run(sql)).toThrow(/refused|belongs to the database engine/)
    expect(() => db.exec(`CREATE TABLE IF NOT EXISTS t(a); ${sql}`)).toThrow(/refused|belongs to/)
    expect(readdirSync(folder).filter(name => /x\.db|copy/.test(name))).toEqual([])
  })

  it('say which constraint was broken', async () => {
    const db = await open()
    db.exec(`CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (length(code) > 1)) STRICT;
      CREATE TABLE c(p INTEGER NOT NULL REFERENCES p(id)) STRICT; INSERT INTO p VALUES (1, 'aa');`)
    const broken = (sql: string): unknown => {
      try {
        db.run(sql)
      } catch (error) {
        return error instanceof ConstraintError && [error.constraint, ...error.columns]
      }
      return undefined
    }
    expect(broken("INSERT INTO p VALUES (2, 'aa')")).toEqual(['unique', 'p.code'])
    expect(broken('INSERT INTO p VALUES (2, NULL)')).toEqual(['not-null', 'p.code'])
    expect(broken("INSERT INTO p VALUES (2, 'b')")).toEqual(['check', 'length(code) > 1'])
    expect(broken('INSERT INTO c VALUES (7)')).toEqual(['foreign-key'])
  })

  it('can nest the same query in its own iteration, and end early', async () => {
    const db = await open()
    db.run('CREATE TABLE t(n INTEGER) STRICT')
    db.exec('INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); INSERT INTO t VALUES (3)')
    const sql = 'SELECT n FROM t ORDER BY n'
    const pairs: string[] = []
    for (const a of db.iterate<{ n: number }>(sql))
      for (const b of db.iterate<{ n: number }>(sql)) {
        pairs.push(`${a.n}${b.n}`)
        if (b.n === 2) break
      }
    expect(pairs).toEqual(['11', '12', '21', '22', '31', '32'])
    const reading = db.iterate(sql)
    reading.next()
    expect(() => db.checkpoint()).toThrow('being read')
    reading.return?.()
    db.checkpoint()
  })

  it('follow a changed schema', async () => {
    const db = await open()
    db.run('CREATE TABLE t(a INTEGER) STRICT')
    db.run('INSERT INTO t VALUES (1)')
    expect(db.all('SELECT * FROM t')).toEqual([{ a: 1 }])
    db.run('ALTER TABLE t ADD COLUMN b TEXT')
    expect(db.all('SELECT * FROM t')).toEqual([{ a: 1, b: null }])
  })
})

describe('transactions', () => {
  it('keep all or nothing, give the result, and do not nest or wait', async () => {
    const db = await open()
    db.run('CREATE TABLE t(n INTEGER PRIMARY KEY) STRICT')
    expect(db.transaction(() => db.run('INSERT INTO t VALUES (1)').changes)).toBe(1)
    const fails = (): void =>
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (2)')
        expect(db.inTransaction).toBe(true)
        throw new Error('no')
      })
    expect(fails).toThrow('no')
    expect(() => db.transaction(() => db.transaction(() => 1))).toThrow('nest')
    expect(() => db.transaction(() => Promise.resolve(db.run('INSERT INTO t VALUES (3)')))).toThrow('promise')
    expect(db.all('SELECT n FROM t')).toEqual([{ n: 1 }])
    expect(db.inTransaction).toBe(false)
  })

  it('go on after a broken constraint that is caught, and fall after any other error that is caught', async () => {
    const db = await open()
    db.run('CREATE TABLE t(n INTEGER PRIMARY KEY) STRICT')
    const swallow = (sql: string): void => {
      try {
        db.run(sql)
      } catch {
        // on purpose
      }
    }
    db.transaction(() => {
      db.run('INSERT INTO t VALUES (1)')
      swallow('INSERT INTO t VALUES (1)')
    })
    const second = (): void =>
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (2)')
        swallow('INSERT INTO nowhere VALUES (2)')
      })
    expect(second).toThrow('no such table')
    expect(db.all('SELECT n FROM t')).toEqual([{ n: 1 }])
  })

  it('do not write outside themselves when a full disk has ended them', async () => {
    const room = { left: Infinity }
    const io = {
      ...nodeFileIo,
      write: (fd: number, from: Uint8Array, at: number, length: number, position: number) => {
        if (--room.left < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        return nodeFileIo.write(fd, from, at, length, position)
      },
    }
    const db = await openDatabase({ file, key: KEY, io, cacheKiB: 32 })
    opened.push(db)
    db.run('CREATE TABLE t(n INTEGER PRIMARY KEY, pad TEXT) STRICT')
    room.left = 0
    const fill = (): void =>
      db.transaction(() => {
        for (let n = 1; n < 200; n++) {
          try {
            db.run('INSERT INTO t VALUES (?, ?)', [n, 'x'.repeat(2000)])
          } catch (error) {
            if (!(error instanceof DiskFullError)) throw error
            room.left = Infinity // swallowed, and there is room again
          }
        }
      })
    expect(fill).toThrow(DiskFullError)
    expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 0 })
    db.run('INSERT INTO t VALUES (1, NULL)')
    expect(db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 1 })
  })
})
