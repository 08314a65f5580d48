import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseBusyError } from '../engine/errors.ts'
import { lockFile } from './file-lock.ts'

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lw-lock-'))
  file = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const claim = (name: string, content: object | string): void =>
  writeFileSync(`${file}.lock.${name}`, typeof content === 'string' ? content : JSON.stringify(content))

describe('the lock of a database', () => {
  it('is free again after release, and leaves nothing behind', async () => {
    const lock = await lockFile(file)
    await expect(lockFile(file)).rejects.toThrow(DatabaseBusyError)
    lock.release()
    lock.release()
    const again = await lockFile(file)
    again.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is never taken from another machine', async () => {
    claim('1-x', { pid: 7, host: 'counter-2', start: '', boot: '' })
    const error = await lockFile(file).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(DatabaseBusyError)
    expect((error as DatabaseBusyError).owner).toEqual({ pid: 7, host: 'counter-2' })
    expect((error as DatabaseBusyError).text.zh).toContain('counter-2')
    expect(readdirSync(folder)).toEqual(['a.db.lock.1-x'])
  })

  it.each([
    ['a pid that is gone', { pid: 4_000_000, host: hostname(), start: '1', boot: '' }],
    ['an earlier boot', { pid: process.pid, host: hostname(), start: '', boot: 'another' }],
    ['a pid given to another process', { pid: process.pid, host: hostname(), start: '1', boot: '' }],
    ['half a claim', '{"pid":'],
    ['no claim', ''],
    ['something else', '[1, null]'],
  ])('is taken over from %s', async (_, content) => {
    claim('1-x', content)
    const lock = await lockFile(file)
    expect(readdirSync(folder)).toHaveLength(1)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('of another database does not count', async () => {
    const other = await lockFile(join(folder, 'b.db'))
    const lock = await lockFile(file)
    lock.release()
    other.release()
  })
})
