import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/builders/workstation-db.ts'
import { fakeClock } from '../../tests/fakes/clock.ts'
import { systemClock } from './clock.ts'
import { createDataKey, openDataKey, openDataKeyAside } from './data-key.ts'
import { digests } from './digests.ts'
import { diskSpace } from './disk-space.ts'
import { TEMPORARY_END, writeDurably } from './durable-write.ts'
import { createFaultLog } from './fault-log.ts'
import { folders } from './folders.ts'
import { createIds } from './ids.ts'
import { outsideFiles } from './outside-files.ts'
import { createPasswordHasher } from './passwords.ts'
import { eventLoopTurns } from './turns.ts'
import { createVault } from './vault.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

describe('ids', () => {
  it('rise and never repeat, also within a millisecond and when the clock goes back', () => {
    let now = 1_700_000_000_000
    const ids = createIds(() => now)
    const made: string[] = []
    for (let i = 0; i < 70_000; i++) made.push(ids.next())
    now -= 5000
    for (let i = 0; i < 1000; i++) made.push(ids.next())
    expect(new Set(made).size).toBe(made.length)
    const orders = made.map(id => id.slice(0, 16))
    expect(orders).toEqual([...orders].sort())
    expect(made.every(id => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  })
})

describe('clock, digests and turns', () => {
  it('are what they say', async () => {
    expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(digests.sha256(bytes('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    let turned = false
    setImmediate(() => {
      turned = true
    })
    await eventLoopTurns.next()
    await eventLoopTurns.next()
    expect(turned).toBe(true)
  })
})

describe('password records', () => {
  const hasher = createPasswordHasher({ N: 1024, r: 8, p: 1 })
  it('match the password they were made of and no other, whatever the form of its characters', async () => {
    const record = await hasher.hash('密码é-1')
    expect(await hasher.matches('密码e\u0301-1', record)).toBe(true)
    expect(await hasher.matches('密码e-1', record)).toBe(false)
    expect(await hasher.hash('密码é-1')).not.toBe(record)
  })
  it('keep their own costs, so that the costs can rise', async () => {
    const record = await hasher.hash('x')
    expect(await createPasswordHasher().matches('x', record)).toBe(true)
    expect((await createPasswordHasher().hash('x')).startsWith('scrypt$32768$8$1$')).toBe(true)
  })
  it('are a fault where they are of no known form', async () => {
    await expect(hasher.matches('x', 'bcrypt$1$2')).rejects.toThrow('known form')
  })
})

describe('durable writing', () => {
  it('makes folders, leaves no temporary file, and keeps others out', () => {
    const file = path.join(temporaryFolder(), 'a', 'b', 'c.bin')
    writeDurably(file, bytes('one'), { replace: false })
    expect(fs.readFileSync(file, 'utf8')).toBe('one')
    expect(fs.readdirSync(path.dirname(file))).toEqual(['c.bin'])
    expect(fs.statSync(file).mode & 0o077).toBe(0)
  })
  it('never replaces unless told to, and leaves nothing behind when it refuses', () => {
    const file = path.join(temporaryFolder(), 'c.bin')
    writeDurably(file, bytes('one'), { replace: false })
    expect(() => writeDurably(file, bytes('two'), { replace: false })).toThrow()
    expect(fs.readFileSync(file, 'utf8')).toBe('one')
    writeDurably(file, bytes('three'), { replace: true })
    expect(fs.readFileSync(file, 'utf8')).toBe('three')
    expect(fs.readdirSync(path.dirname(file))).toEqual(['c.bin'])
  })
  it('leaves no leftover when the target is a folder', () => {
    const folder = temporaryFolder()
    fs.mkdirSync(path.join(folder, 'taken', 'x'), { recursive: true })
    expect(() => writeDurably(path.join(folder, 'taken'), bytes('x'), { replace: true })).toThrow()
    expect(fs.readdirSync(folder)).toEqual(['taken'])
  })
})

describe('vault', () => {
  it('puts, reads, lists and removes below its root', () => {
    const vault = createVault(temporaryFolder())
    vault.put('copies/a/1.pdf', bytes('1'))
    vault.put('copies/2.pdf', bytes('2'))
    expect([...vault.list('copies')].sort()).toEqual(['copies/2.pdf', 'copies/a/1.pdf'])
    expect([...vault.list('nowhere')]).toEqual([])
    expect(Buffer.from(vault.read('copies/2.pdf')!).toString()).toBe('2')
    expect(() => vault.put('copies/2.pdf', bytes('3'))).toThrow()
    vault.remove('copies/2.pdf')
    vault.remove('copies/2.pdf')
    expect(vault.read('copies/2.pdf')).toBeUndefined()
  })
  it('cannot be left, whatever the path', () => {
    const root = path.join(temporaryFolder(), 'data')
    fs.mkdirSync(root)
    fs.mkdirSync(`${root}-other`)
    const vault = createVault(root)
    for (const out of ['../x', 'a/../../x', '/etc/passwd', '../data-other/x', '..'])
      expect(() => vault.absolute(out)).toThrow('leaves')
    fc.assert(
      fc.property(fc.array(fc.constantFrom('..', '.', 'a', '', '/', 'b.pdf'), { maxLength: 8 }), parts => {
        try {
          const full = vault.absolute(parts.join('/'))
          expect(full === root || full.startsWith(root + path.sep)).toBe(true)
        } catch (error) {
          expect((error as Error).message).toContain('leaves')
        }
      }),
    )
  })
  it('does not follow links when it lists', () => {
    const root = temporaryFolder()
    const vault = createVault(root)
    vault.put('copies/1.pdf', bytes('1'))
    fs.symlinkSync('/etc', path.join(root, 'copies', 'link'))
    expect([...vault.list('copies')]).toEqual(['copies/1.pdf'])
  })
})

describe('files outside', () => {
  it('are read up to a limit, digested in pieces, and never throw for being absent', async () => {
    const file = path.join(temporaryFolder(), 'in.bin')
    const data = randomBytes(3 * 1024 * 1024 + 17)
    outsideFiles.write(file, data)
    expect(outsideFiles.read(file, data.length - 1)).toBeUndefined()
    expect(outsideFiles.read(file, data.length)).toHaveLength(data.length)
    expect(await outsideFiles.digest(file)).toEqual({ sha256: sha256(data), bytes: data.length })
    expect(await outsideFiles.digest(`${file}.not`)).toBeUndefined()
    expect(outsideFiles.read(path.dirname(file), 1000)).toBeUndefined()
    expect(outsideFiles.exists(`${file}.not`)).toBe(false)
  })
})

describe('the data key', () => {
  it('comes back with its secret only', async () => {
    const file = path.join(temporaryFolder(), 'data-key.json')
    expect(openDataKey(file, 's')).toBe('missing')
    const key = createDataKey(file, '口令 one')
    expect(openDataKey(file, '口令 one')).toEqual(key)
    expect(openDataKey(file, '口令 two')).toBe('wrong-secret')
    expect(await openDataKeyAside(file, '口令 one')).toEqual(key)
    expect(await openDataKeyAside(file, '口令 two')).toBe('wrong-secret')
    expect(await openDataKeyAside(`${file}.not`, '口令 one')).toBe('missing')
    expect(() => createDataKey(file, 'again')).toThrow()
    expect(fs.readFileSync(file)).not.toContain(key)
  })
  it('is never given out of a damaged file, and damage never throws', () => {
    const file = path.join(temporaryFolder(), 'data-key.json')
    createDataKey(file, 'secret')
    const whole = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
    const change = (over: object): unknown => {
      fs.writeFileSync(file, JSON.stringify({ ...whole, ...over }))
      return openDataKey(file, 'secret')
    }
    expect(change({ N: 16_385 })).toBe('damaged')
    expect(change({ N: 1_048_576, r: 16 })).toBe('damaged')
    expect(change({ nonce: 'AAAA' })).toBe('damaged')
    expect(change({ salt: '' })).toBe('damaged')
    expect(change({ sealed: whole['sealed'] + 'AAAA' })).toBe('damaged')
    expect(change({ more: 1 })).toBe('damaged')
    expect(change({ N: 16_384 })).toBe('wrong-secret')
    const sealed = Buffer.from(String(whole['sealed']), 'base64')
    sealed[0]! ^= 1
    expect(change({ sealed: sealed.toString('base64') })).toBe('wrong-secret')
    fs.writeFileSync(file, 'x'.repeat(100_000))
    expect(openDataKey(file, 'secret')).toBe('damaged')
    fc.assert(
      fc.property(fc.string(), text => {
        fs.writeFileSync(file, text)
        expect(openDataKey(file, 'secret')).toBe('damaged')
      }),
      { numRuns: 50 },
    )
  })
})

describe('folders', () => {
  it('appear under their name only when finished', async () => {
    const place = temporaryFolder()
    const source = path.join(place, 'source.bin')
    const data = randomBytes(2_500_000)
    fs.writeFileSync(source, data)
    const target = path.join(place, 'backups', 'one')
    const draft = folders.begin(target)
    const fact = await draft.copy(source, 'deep/er/copy.bin')
    expect(fact).toEqual({ path: 'deep/er/copy.bin', sha256: sha256(data), bytes: data.length })
    fs.writeFileSync(draft.absolute('own/file'), 'own')
    expect(await draft.settle('own/file')).toMatchObject({ bytes: 3, sha256: sha256(bytes('own')) })
    draft.write('note', bytes('note'))
    expect(folders.finished(path.dirname(target))).toEqual([])
    expect(folders.unfinished(path.dirname(target))).toHaveLength(1)
    draft.finish()
    expect(folders.finished(path.dirname(target))).toEqual(['one'])
    expect(folders.unfinished(path.dirname(target))).toEqual([])
    expect([...folders.files(target)].sort()).toEqual(['deep/er/copy.bin', 'note', 'own/file'])
  })
  it('never replace one that holds something, also when it was filled meanwhile', () => {
    const target = path.join(temporaryFolder(), 'one')
    const draft = folders.begin(target)
    fs.mkdirSync(target)
    fs.writeFileSync(path.join(target, 'x'), 'x')
    expect(() => draft.finish()).toThrow('not empty')
    draft.abandon()
    expect(() => folders.begin(target)).toThrow('not empty')
    expect(fs.readdirSync(path.dirname(target))).toEqual(['one'])
  })
  it('take the place of an empty one', () => {
    const target = path.join(temporaryFolder(), 'one')
    fs.mkdirSync(target)
    const draft = folders.begin(target)
    draft.write('x', bytes('x'))
    draft.finish()
    expect(fs.readdirSync(target)).toEqual(['x'])
  })
  it('keep their drafts in bounds, and go away whole', async () => {
    const place = temporaryFolder()
    const draft = folders.begin(path.join(place, 'one'))
    expect(() => draft.absolute('../out')).toThrow('leaves')
    expect(() => draft.write('../out', bytes('x'))).toThrow('leaves')
    await expect(async () => draft.copy('/etc/hostname', '../out')).rejects.toThrow('leaves')
    draft.finish()
    folders.remove(path.join(place, 'one'))
    folders.remove(path.join(place, 'one'))
    expect(fs.readdirSync(place)).toEqual([])
  })
  it('know what lies inside what', () => {
    expect(folders.isInside('/data/backups', '/data')).toBe(true)
    expect(folders.isInside('/data', '/data')).toBe(true)
    expect(folders.isInside('/data-two', '/data')).toBe(false)
    expect(folders.isInside('/..data', '/')).toBe(true)
    expect(folders.isEmpty('/nowhere/at/all')).toBe(true)
    expect(folders.finished('/nowhere/at/all')).toEqual([])
  })
})

describe('disk space', () => {
  it('is that of the nearest folder there is', () => {
    const place = temporaryFolder()
    expect(diskSpace.freeBytes(path.join(place, 'not', 'yet'))).toBeGreaterThan(0)
  })
})

describe('the fault log', () => {
  const logFile = (): string => path.join(temporaryFolder(), 'logs', 'faults.jsonl')
  it('keeps where a fault happened and nothing that its message says', () => {
    const file = logFile()
    const log = createFaultLog(file, fakeClock())
    const personal = 'row of 张三 110101199003070038\n    at secret (/home/张三/x.ts:1:2)'
    const error = Object.assign(new TypeError(personal), { code: 'ENOSPC' })
    const id = log.record(error)
    const [fault] = log.last(10)
    expect(fault).toMatchObject({ id, name: 'TypeError', code: 'ENOSPC', at: '2026-03-02T01:00:00.000Z' })
    expect(fault?.frames.some(frame => frame.includes('platform.test.ts'))).toBe(true)
    const text = fs.readFileSync(file, 'utf8')
    expect(text).not.toContain('110101199003070038')
    expect(text).not.toContain('张三')
  })
  it('gives the newest first, passes over torn lines, and never throws', () => {
    const file = logFile()
    const log = createFaultLog(file, fakeClock())
    expect(log.last(5)).toEqual([])
    const first = log.record(new Error('a'))
    fs.appendFileSync(file, '{"id":"torn\n')
    const second = log.record('not an error')
    expect(log.last(5).map(fault => fault.id)).toEqual([second, first])
    expect(log.last(1).map(fault => fault.id)).toEqual([second])
    const blocked = createFaultLog(path.join(file, 'below', 'a-file'), fakeClock())
    expect(blocked.record(new Error('x'))).toMatch(/^[0-9A-F]{12}$/)
  })
  it('stays small', () => {
    const file = logFile()
    const log = createFaultLog(file, fakeClock())
    log.record(new Error('x'))
    fs.appendFileSync(file, ' '.repeat(1024 * 1024))
    log.record(new Error('y'))
    expect(fs.statSync(file).size).toBeLessThan(5000)
    expect(log.last(5)).toHaveLength(2)
  })
})

describe('temporary names', () => {
  it('end as the sweep expects', () => {
    expect(TEMPORARY_END).toBe('.part')
  })
})
