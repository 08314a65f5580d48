import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { DatabaseBusyError, DatabaseDamagedError, DatabaseKeyError, DatabaseMissingError } from './errors.ts'
import { restoreDatabase } from './restore.ts'

const KEY = new Uint8Array(32).fill(9)
let folder = ''
let file = ''
const opened: Database[] = []

async function open(path = file, key = KEY, cacheKiB = 1024): Promise<Database> {
  const db = await openDatabase({ file: path, key, cacheKiB })
  opened.push(db)
  return db
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lw-db-'))
  file = join(folder, 'licences.db')
})
afterEach(() => {
  for (const db of opened.splice(0)) db.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the sealed file', () => {
  const SECRET = '110101199003070417'

  async function fill(db: Database): Promise<void> {
    db.run('CREATE TABLE person(id INTEGER PRIMARY KEY, code TEXT NOT NULL, pad BLOB) STRICT')
    db.transaction(() => {
      for (let i = 0; i < 300; i++)
        db.run('INSERT INTO person VALUES (?, ?, ?)', [i, `${SECRET}张三`, new Uint8Array(300).fill(65)])
    })
    await Promise.resolve()
  }

  it('shows no plain text in the file, its log or a backup, and leaves no other file', async () => {
    const db = await open()
    await fill(db)
    await db.backupTo(join(folder, 'copy.db'))
    db.run('UPDATE person SET code = ?', [`${SECRET}李四`])
    const names = readdirSync(folder).filter(name => !name.includes('.lock.'))
    expect(names.sort()).toEqual(['copy.db', 'licences.db', 'licences.db-wal'])
    for (const name of names) {
      const bytes = readFileSync(join(folder, name))
      expect(bytes.length).toBeGreaterThan(4096)
      for (const text of [SECRET, '张三', '李四', 'AAAAAAAA', 'person', 'SQLite'])
        expect(bytes.includes(Buffer.from(text)), `${text} in ${name}`).toBe(false)
    }
  })

  it('comes back from a backup, and the replaced database is kept', async () => {
    const db = await open()
    await fill(db)
    const backup = join(folder, 'copy.db')
    const seen: number[] = []
    const { bytes } = await db.backupTo(backup, { onProgress: done => seen.push(done) })
    expect(seen.at(-1)).toBe(bytes)
    db.run('DELETE FROM person')
    await expect(restoreDatabase({ backup, file, key: KEY })).rejects.toThrow(DatabaseBusyError)
    db.close()
    const { keptAs } = await restoreDatabase({ backup, file, key: KEY })
    const restored = await open()
    expect(restored.get('SELECT count(*) AS n FROM person')).toEqual({ n: 300 })
    expect((await restored.integrityCheck('full')).ok).toBe(true)
    const replaced = await open(keptAs)
    expect(replaced.get('SELECT count(*) AS n FROM person')).toEqual({ n: 0 })
  })

  it('is written on while a backup runs, and the backup is the state from its start', async () => {
    const db = await open()
    await fill(db)
    for (let i = 0; i < 5; i++)
      db.run('INSERT INTO person SELECT id + 1000 * (1 << ?), code, pad FROM person', [i])
    const rows = db.get<{ n: number }>('SELECT count(*) AS n FROM person')?.n
    const running = db.backupTo(join(folder, 'copy.db'))
    expect(() => db.checkpoint()).toThrow('backup')
    for (let i = 0; i < 5; i++) {
      db.run('DELETE FROM person WHERE id % 7 = ?', [i])
      await new Promise(resolve => setImmediate(resolve))
    }
    await running
    const copy = await open(join(folder, 'copy.db'))
    expect(copy.get('SELECT count(*) AS n FROM person')).toEqual({ n: rows })
    expect((await copy.integrityCheck('full')).ok).toBe(true)
  })

  it('is looked through table by table, and others get their turn in between', async () => {
    const db = await open()
    await fill(db)
    for (let i = 0; i < 30; i++) db.run(`CREATE TABLE "of ${i}" (id INTEGER PRIMARY KEY) STRICT`)
    let over = false
    const check = db.integrityCheck('quick').then(report => {
      over = true
      return report
    })
    let turns = 0
    while (!over) {
      db.run('INSERT INTO person SELECT max(id) + 1, code, pad FROM person LIMIT 1')
      turns++
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(turns).toBeGreaterThan(30)
    expect(await check).toMatchObject({ ok: true, problems: [] })
  })

  it('names the page of a flipped byte, refuses to write on, and spoils no backup', async () => {
    const db = await open()
    await fill(db)
    await db.backupTo(join(folder, 'copy.db'))
    const before = readFileSync(join(folder, 'copy.db'))
    db.close()
    const bytes = readFileSync(file)
    bytes[4 * 4096 + 1234]! ^= 1
    writeFileSync(file, bytes)
    const again = await open()
    const report = await again.integrityCheck('full')
    expect(report).toMatchObject({ ok: false, damagedPages: [5] })
    expect(await again.integrityCheck('quick')).toMatchObject({ ok: false, damagedPages: [5] })
    const error = await failure(Promise.resolve().then(() => again.all('SELECT * FROM person')))
    expect(error).toBeInstanceOf(DatabaseDamagedError)
    expect((error as DatabaseDamagedError).page).toBe(5)
    expect((error as DatabaseDamagedError).text.zh).toContain('第 5 页')
    expect(() => again.run('DELETE FROM person')).toThrow(DatabaseDamagedError)
    await expect(again.backupTo(join(folder, 'copy.db'))).rejects.toThrow(DatabaseDamagedError)
    expect(readFileSync(join(folder, 'copy.db')).equals(before)).toBe(true)
  })

  it('tells a damaged page 1 from a wrong key, and touches nothing with a wrong key', async () => {
    const db = await open()
    await fill(db)
    const files = new Map(
      ['licences.db', 'licences.db-wal'].map(name => [name, readFileSync(join(folder, name))] as const),
    )
    const mainOnly = join(folder, 'other.db')
    db.checkpoint()
    const checkpointed = readFileSync(file)
    db.close()

    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
    const wrong = await failure(open(file, new Uint8Array(32).fill(1)))
    expect(wrong).toBeInstanceOf(DatabaseKeyError)
    expect((wrong as DatabaseKeyError).problem).toBe('wrong-key')
    for (const [name, bytes] of files) expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true)
    const right = await open()
    expect(right.get('SELECT count(*) AS n FROM person')).toEqual({ n: 300 })

    checkpointed[7]! ^= 1
    writeFileSync(mainOnly, checkpointed)
    const damaged = await failure(open(mainOnly))
    expect(damaged).toBeInstanceOf(DatabaseDamagedError)
    expect((damaged as DatabaseDamagedError).page).toBe(1)
  })

  it.each([
    [
      'a plain SQLite file',
      Buffer.from(`SQLite format 3\0${'x'.repeat(5000)}`),
      DatabaseKeyError,
      'not-sealed',
    ],
    ['a short text', Buffer.from('hello'), DatabaseKeyError, 'not-ours'],
    ['a foreign file', Buffer.alloc(9000, 7), DatabaseKeyError, 'wrong-key'],
    ['an empty file', Buffer.alloc(0), DatabaseDamagedError, undefined],
  ])('refuses %s and leaves it as it is', async (_, bytes, kind, problem) => {
    writeFileSync(file, bytes)
    const error = await failure(open())
    expect(error).toBeInstanceOf(kind)
    if (error instanceof DatabaseKeyError) expect(error.problem).toBe(problem)
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(folder)).toEqual(['licences.db'])
  })

  it('answers any changed bytes with the named error, or opens', async () => {
    const db = await open()
    await fill(db)
    const log = readFileSync(`${file}-wal`)
    db.close()
    const main = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('main', 'log'),
        fc.constantFrom('quick' as const, 'full' as const),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (which, depth, changes) => {
          const [a, b] = [Buffer.from(main), Buffer.from(log)]
          const target = which === 'main' ? a : b
          for (const [at, value] of changes) target[at % target.length] = value
          writeFileSync(file, a)
          writeFileSync(`${file}-wal`, b)
          try {
            const changed = await openDatabase({ file, key: KEY, cacheKiB: 64 })
            try {
              await changed.integrityCheck(depth)
            } finally {
              changed.close()
            }
          } catch (error) {
            expect(error).toBeInstanceOf(DatabaseDamagedError)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is not made where none is wanted, and is missed when only its log is there', async () => {
    await expect(openDatabase({ file, key: KEY, create: false })).rejects.toThrow(DatabaseMissingError)
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(`${file}-wal`, 'x'.repeat(5000))
    await expect(open()).rejects.toThrow(DatabaseDamagedError)
  })

  it('opens once in a process, and two databases at a time', async () => {
    const db = await open()
    const error = await failure(open())
    expect(error).toBeInstanceOf(DatabaseBusyError)
    expect((error as DatabaseBusyError).owner.pid).toBe(process.pid)
    const other = await open(join(folder, 'other.db'))
    db.run('CREATE TABLE a(x)')
    other.run('CREATE TABLE b(x)')
    expect(db.all('SELECT name FROM sqlite_schema')).toEqual([{ name: 'a' }])
    expect(other.all('SELECT name FROM sqlite_schema')).toEqual([{ name: 'b' }])
    db.close()
    db.close()
    expect(() => db.get('SELECT 1 AS one')).toThrow('closed')
  })
})
