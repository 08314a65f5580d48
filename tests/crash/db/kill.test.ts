import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/db/engine/database.ts'
import { DatabaseBusyError } from '../../../electron/db/engine/errors.ts'
import { bundleChild } from './bundle.ts'
import { PATIENCE, SCALE } from './random.ts'
import { CRASH_KEY, type Findings } from './workload.ts'

let killChild = ''
let lockChild = ''
let folder = ''

beforeAll(() => {
  killChild = bundleChild('kill-child')
  lockChild = bundleChild('lock-child')
  folder = mkdtempSync(join(tmpdir(), 'lw-kill-'))
})
afterAll(() => {
  for (const path of [dirname(killChild), dirname(lockChild), folder])
    rmSync(path, { recursive: true, force: true })
})

interface Killed {
  readonly found: Findings | undefined
  readonly acknowledged: number
  readonly errors: readonly string[]
}

/** Starts the writer, kills it a moment after it has told so many lines; says what it found and acknowledged. */
function killOnce(file: string, mode: string, afterLines: number): Promise<Killed> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [killChild, file, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    let armed = false
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (armed || text.split('\n').length <= afterLines) return
      armed = true
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 20)
    })
    child.on('close', () => {
      const lines = text.split('\n').slice(0, -1) // what has no end was not told whole
      const head = lines.find(line => line.startsWith('{'))
      const numbers = lines.filter(line => /^\d+$/.test(line)).map(Number)
      resolve({
        found: head === undefined ? undefined : (JSON.parse(head) as Findings),
        acknowledged: numbers.at(-1) ?? 0,
        errors: lines.filter(line => line.startsWith('ERROR')),
      })
    })
  })
}

async function killLoop(
  file: string,
  mode: string,
  rounds: number,
): Promise<{ harm: string[]; logsFound: number; last: number }> {
  const harm: string[] = []
  let logsFound = 0
  let acknowledged = 0
  for (let round = 0; round <= rounds; round++) {
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) logsFound++
    const killed = await killOnce(file, mode, Math.floor(Math.random() ** 2 * 60))
    harm.push(...killed.errors)
    const { found } = killed
    if (!found) harm.push(`${round}: the child said nothing`)
    else {
      if (found.last < acknowledged) harm.push(`${round}: lost ${acknowledged} -> ${found.last}`)
      if (found.partial > 0) harm.push(`${round}: ${found.partial} partial`)
      harm.push(...found.malformed)
    }
    acknowledged = Math.max(acknowledged, killed.acknowledged, found?.last ?? 0)
    if (mode === 'early' && harm.length > 0) break
  }
  return { harm, logsFound, last: acknowledged }
}

const told = (child: ChildProcess): Promise<string> =>
  new Promise(resolve => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('close', () => resolve(text))
  })

describe('SIGKILL', { timeout: PATIENCE }, () => {
  it('at random moments loses no acknowledged transaction and leaves none in part', async () => {
    const rounds = 8 * SCALE
    const result = await killLoop(join(folder, 'k.db'), 'late', rounds)
    expect(result.harm).toEqual([])
    expect(result.last).toBeGreaterThan(rounds)
    expect(result.logsFound).toBeGreaterThan(rounds / 2)
  })

  it('control: a writer that acknowledges before it commits is found out', async () => {
    const result = await killLoop(join(folder, 'early.db'), 'early', 40)
    expect(result.harm.join()).toMatch(/lost/)
  })
})

describe('the lock', { timeout: PATIENCE }, () => {
  it('refuses a second process with the pid of the owner, and falls to the next once the owner is killed', async () => {
    const file = join(folder, 'locked.db')
    const child = spawn(process.execPath, [killChild, file, 'late'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => child.stdout.once('data', resolve))
    const error = await openDatabase({ file, key: CRASH_KEY }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(DatabaseBusyError)
    expect((error as DatabaseBusyError).owner).toEqual({ pid: child.pid, host: hostname() })
    const gone = new Promise(resolve => child.once('close', resolve))
    child.kill('SIGKILL')
    await gone
    const db = await openDatabase({ file, key: CRASH_KEY })
    expect(db.get('SELECT count(*) AS n FROM tx')).toEqual({ n: expect.any(Number) as number })
    db.close()
    expect(readdirSync(folder).filter(name => name.startsWith('locked.db.lock'))).toEqual([])
  })

  it('is held by one of many that race for the claim of a dead owner', async () => {
    const file = join(folder, 'raced.db')
    for (let round = 0; round < 2 * SCALE; round++) {
      const dead = { pid: 4_000_000, host: hostname(), start: '1', boot: '' }
      writeFileSync(`${file}.lock.4000000-dead`, JSON.stringify(dead))
      writeFileSync(`${file}.lock.4000001-torn`, '{"pid":40')
      const racers = Array.from({ length: 6 }, () =>
        told(spawn(process.execPath, [lockChild, file, '150'], { stdio: ['ignore', 'pipe', 'inherit'] })),
      )
      const said = await Promise.all(racers)
      expect(said.filter(text => text !== 'held' && text !== 'busy')).toEqual([])
      expect(said).toContain('held')
    }
    expect(readdirSync(folder).filter(name => name.startsWith('raced.db'))).toEqual([])
  })
})
