import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseBusyError } from '../../../electron/db/engine/errors.ts'
import { openWorkstationDatabase } from '../../../electron/db/index.ts'
import { ReadOnlyError } from '../../../electron/db/stores/session.ts'
import { block, idOf, KEY, licence, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const file = (n: number) =>
  ({ licenceId: idOf(n), format: 'pdf', path: `copies/${n}.pdf`, sha256: 'a'.repeat(64), bytes: 1 }) as const

const issue = (n: number) =>
  bench.work.write(s => {
    s.licences.insert(licence(n))
    s.licences.addFile(file(n))
    s.journal.append(
      { action: 'x', actorId: 'u', actorName: '王', subjectType: 'licence', subjectId: idOf(n), detail: {} },
      T0,
    )
  })

describe('the workstation database', () => {
  it('writes nothing outside a transaction', () => {
    expect(() => bench.work.read(s => s.settings.set('a', 1))).toThrow(ReadOnlyError)
    expect(() => bench.work.read(s => s.licences.insert(licence(1)))).toThrow(ReadOnlyError)
    let kept: ((key: string, value: number) => void) | undefined
    bench.work.write(s => {
      kept = s.settings.set
    })
    expect(() => kept?.('late', 1)).toThrow(ReadOnlyError)
    expect(bench.work.read(s => [s.settings.get('a'), s.settings.get('late'), s.licences.count()])).toEqual([
      undefined,
      undefined,
      0,
    ])
  })

  it('keeps all of an act or nothing', () => {
    const stop = new Error('stop')
    expect(() =>
      bench.work.write(s => {
        s.licences.insert(licence(1))
        s.settings.set('half', 1)
        throw stop
      }),
    ).toThrow(stop)
    expect(bench.work.read(s => [s.licences.count(), s.settings.get('half')])).toEqual([0, undefined])
    for (const table of ['licence', 'licence_body', 'licence_number', 'name_gram'])
      expect(bench.db.get(`SELECT count(*) AS n FROM ${table}`)?.['n'], table).toBe(0)
  })

  it('refuses acts that wait, and acts within acts', () => {
    expect(() =>
      bench.work.write(async s => {
        s.settings.set('async', 1)
      }),
    ).toThrow(/promise/)
    expect(() => bench.work.write(() => bench.work.write(() => 1))).toThrow(/open already/)
    expect(bench.work.read(s => s.settings.get('async'))).toBeUndefined()
    expect(bench.work.write(() => 5)).toBe(5)
  })

  it('undoes an act whose failed write was caught on the way', () => {
    issue(1)
    expect(() =>
      bench.work.write(s => {
        s.settings.set('half', 1)
        try {
          s.licences.insert(licence(1))
        } catch {
          s.settings.set('went on', 1)
        }
      }),
    ).toThrow(/UNIQUE|taken/)
    expect(bench.work.read(s => [s.settings.get('half'), s.settings.get('went on')])).toEqual([
      undefined,
      undefined,
    ])
  })

  it('opens by its factory, makes what is missing, and keeps others out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lw-open-'))
    try {
      const path = join(folder, 'w.db')
      const first = await openWorkstationDatabase({ file: path, key: KEY })
      first.write(s => {
        for (let i = 0; i < 50; i++) s.outbox.append({ type: 'status', subject: 'x', payload: i }, T0)
      })
      const ids = first.read(s => s.outbox.list({ limit: 99 })).map(r => r.recordId)
      expect(new Set(ids).size).toBe(50)
      expect(ids.every(id => /^[0-9a-f]{32}$/.test(id))).toBe(true)
      await expect(openWorkstationDatabase({ file: path, key: KEY })).rejects.toThrow(DatabaseBusyError)
      first.close()
      const again = await openWorkstationDatabase({ file: path, key: KEY })
      expect(again.read(s => s.outbox.count())).toBe(50)
      again.close()
      expect(readFileSync(path).includes(Buffer.from('CREATE TABLE'))).toBe(false)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('copies the state of the moment of the call', async () => {
    for (let n = 1; n <= 30; n++) issue(n)
    const path = join(bench.folder, 'copy.db')
    const copying = bench.work.backupTo(path)
    const then = bench.work.read(s => s.licences.count())
    issue(31)
    await copying
    const copy = await openWorkstationDatabase({ file: path, key: KEY })
    expect(copy.read(s => s.licences.count())).toBe(then)
    expect(await copy.check('full')).toEqual([])
    copy.close()
    expect(existsSync(path)).toBe(true)
    expect(bench.work.read(s => s.licences.count())).toBe(31)
  })
})

describe('the full check', () => {
  const problems = () => bench.work.check('full')

  it('finds nothing in a sound database', async () => {
    for (let n = 1; n <= 20; n++) issue(n)
    bench.work.write(s =>
      s.licences.insert(licence(99, { origin: 'stock', identifier: null, holderName: '·' })),
    )
    expect(await bench.work.check('quick')).toEqual([])
    expect(await problems()).toEqual([])
  })

  it.each([
    ['a lost claim', 'licence_number_no_delete', 'DELETE FROM licence_number', /licence 0+1: its number/],
    ['a lost body', 'licence_body_no_delete', 'DELETE FROM licence_body', /licence 0+1: its body/],
    ['a lost copy', 'copy_file_no_delete', 'DELETE FROM copy_file', /licence 0+1: .*electronic copy/],
    ['lost grams', '', 'DELETE FROM name_gram', /licence 0+1: its name/],
    [
      'a changed journal',
      'journal_no_update',
      `UPDATE journal SET actor_name = 'x'`,
      /journal record 1: hash-wrong/,
    ],
    ['a cut journal', 'journal_no_delete', 'DELETE FROM journal', /journal record 1: gap/],
  ])('names %s', async (_what, trigger, sql, words) => {
    issue(1)
    if (trigger !== '') bench.db.exec(`DROP TRIGGER ${trigger}`)
    bench.db.run(sql)
    expect((await problems()).join('\n')).toMatch(words)
  })

  it('names a claim of another, a number behind the next one, and wrong counts', async () => {
    issue(1)
    bench.work.write(s => {
      s.numbers.addBlock({ block: block('b'), next: 0, importedAt: T0, signer: 'x' })
      s.batches.insert(
        {
          id: 'q',
          state: 'running',
          createdAt: T0,
          createdBy: 'u',
          total: 2,
          issued: 1,
          failed: 0,
          stopReason: null,
        },
        ['a', 'b'],
      )
    })
    bench.db.exec('DROP TRIGGER licence_number_no_update')
    bench.db.run(`UPDATE licence_number SET lineage_id = 'another'`)
    bench.db.run(`INSERT INTO number_use VALUES ('b', 3, 'tour-guide', 'n', 'l', 'x')`)
    const found = (await problems()).join('\n')
    expect(found).toMatch(/licence 0+1: its number is claimed by another/)
    expect(found).toMatch(/number block.*: b/)
    expect(found).toMatch(/batch.*: q/)
  })

  it('names at most a hundred', async () => {
    for (let n = 1; n <= 120; n++) issue(n)
    bench.db.run('DELETE FROM name_gram')
    expect(await problems()).toHaveLength(100)
  })
})
