import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './engine/database.ts'
import { DatabaseFromFutureError } from './engine/errors.ts'
import { checkMigrations, dumpSchema, migrate } from './migrate.ts'
import { type Migration } from './migrations/migration.ts'

let folder = ''
let db: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lw-migrate-'))
  db = await openDatabase({ file: join(folder, 'a.db'), key: new Uint8Array(32) })
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const people: Migration = {
  id: 10,
  name: 'people',
  up: d => d.run('CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT'),
}
const initials: Migration = {
  id: 20,
  name: 'initials',
  up(d) {
    d.exec(`ALTER TABLE person ADD COLUMN initial TEXT NOT NULL DEFAULT '';
      CREATE INDEX person_by_initial ON person(initial);`)
    for (const row of d.all('SELECT id, name FROM person'))
      d.run('UPDATE person SET initial = ? WHERE id = ?', [
        String(row['name']).slice(0, 1),
        row['id'] ?? null,
      ])
  },
}
const broken: Migration = {
  id: 30,
  name: 'broken',
  up(d) {
    d.run('CREATE TABLE half(a TEXT) STRICT')
    d.run('INSERT INTO nowhere VALUES (1)')
  },
}

describe('migrations', () => {
  it('run in order, once, and carry old rows over', () => {
    expect(migrate(db, [people])).toEqual({ from: 0, to: 10, ran: [10] })
    db.run("INSERT INTO person VALUES (1, '张三')")
    expect(migrate(db, [people, initials])).toEqual({ from: 10, to: 20, ran: [20] })
    expect(db.get('SELECT initial FROM person')).toEqual({ initial: '张' })
    expect(migrate(db, [people, initials])).toEqual({ from: 20, to: 20, ran: [] })
  })

  it('leave whole steps when one fails', () => {
    expect(() => migrate(db, [people, initials, broken])).toThrow('no such table: nowhere')
    expect(db.userVersion()).toBe(20)
    expect(dumpSchema(db)).not.toContain('half')
  })

  it('refuse a database from the future, by name, and write nothing', () => {
    migrate(db, [people, initials])
    const before = dumpSchema(db)
    expect(() => migrate(db, [people])).toThrow(DatabaseFromFutureError)
    expect(() => migrate(db, [people, { ...initials, id: 15 }])).toThrow(DatabaseFromFutureError)
    expect(dumpSchema(db)).toBe(before)
  })

  it('must rise, and have names of their own', () => {
    expect(() => checkMigrations([initials, people])).toThrow('does not rise')
    expect(() => checkMigrations([people, { ...initials, name: 'people' }])).toThrow('two migrations')
    expect(() => checkMigrations([{ ...people, id: 1.5 }])).toThrow('does not rise')
  })

  it('dump the schema sorted, without what SQLite made itself', () => {
    migrate(db, [people, initials])
    db.exec('CREATE TABLE alpha(a TEXT UNIQUE) STRICT; CREATE VIEW every AS SELECT id FROM person')
    expect(dumpSchema(db)).toMatchInlineSnapshot(`
      "-- user_version 20

      CREATE TABLE alpha(a TEXT UNIQUE) STRICT;

      CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL, initial TEXT NOT NULL DEFAULT '') STRICT;

      CREATE INDEX person_by_initial ON person(initial);

      CREATE VIEW every AS SELECT id FROM person;
      "
    `)
  })
})
