import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json, scratch, start, writeApplications, type Answer, type Item, type Running } from './cli.ts'

const place = scratch()
const data = place.in('office')
const D = ['--data', data]
const ROWS = 40

beforeAll(async () => {
  expect((await json(['init', ...D, '--demo', '--key', 'p256'])).code).toBe(0)
})

afterAll(() => place.remove())

/** Licences whose copy lies on disk under its own name. */
function copies(folder = path.join(data, 'copies')): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true }).filter(name => String(name).endsWith('.pdf')).length
}

const log = path.join(data, 'workstation.db-wal')
const logSize = (): number => statSync(log, { throwIfNoEntry: false })?.size ?? 0

/** Sends the signal once that many more licences lie on disk: the work is in its midst, whatever the machine's speed. */
async function signalAfter(running: Running, more: number, signal: NodeJS.Signals): Promise<Answer> {
  const wanted = copies() + more
  while (copies() < wanted && running.child.exitCode === null) await sleep(5)
  running.child.kill(signal)
  return running.done
}

const issued = (answer: Answer): readonly Item[] => answer.items.filter(row => row['status'] === 'issued')
const numbers = (rows: readonly Item[]): readonly unknown[] => rows.map(row => row['number'])

async function expectWholeOffice(licences: number): Promise<void> {
  expect((await json(['list', 'licences', '--limit', '1000', ...D])).items).toHaveLength(licences)
  expect((await json(['blocks', 'audit', ...D])).items).toMatchObject([{ licences, faults: [] }])
  expect((await json(['outbox', 'check', ...D])).items).toMatchObject([{ ok: true }])
}

describe('issue', () => {
  it('Ctrl+C pauses after the licence in hand; the same command goes on and tells every row', async () => {
    const input = place.in('entertainment-1.json')
    writeApplications(input, 100, ROWS)
    const command = ['issue', '--json', ...D, '--input', input]
    const paused = await signalAfter(start(command), 5, 'SIGINT')
    expect(paused.code).toBe(3)
    expect(paused.items).toHaveLength(ROWS)
    const first = issued(paused)
    expect(first.length).toBeGreaterThanOrEqual(5)
    expect(first.length).toBeLessThan(ROWS)
    expect(paused.items.filter(row => row['status'] === 'waiting')).toHaveLength(ROWS - first.length)
    expect(paused.err).toMatch(/同一命令[\s\S]*same command/)
    await expectWholeOffice(first.length)

    const resumed = await json(command.filter(word => word !== '--json'))
    expect(resumed.code).toBe(0)
    expect(issued(resumed)).toHaveLength(ROWS)
    expect(numbers(resumed.items).slice(0, first.length)).toEqual(numbers(first))
    expect(new Set(numbers(resumed.items)).size).toBe(ROWS)
    await expectWholeOffice(ROWS)
  })

  it('a kill loses nothing and doubles nothing', async () => {
    const input = place.in('entertainment-2.json')
    writeApplications(input, 200, ROWS)
    const command = ['issue', '--json', ...D, '--input', input]
    const killed = await signalAfter(start(command), 7, 'SIGKILL')
    expect(killed.code).toBeNull()
    const resumed = await json(command.filter(word => word !== '--json'))
    expect(resumed.code).toBe(0)
    expect(issued(resumed)).toHaveLength(ROWS)
    expect(new Set(numbers(resumed.items)).size).toBe(ROWS)
    await expectWholeOffice(2 * ROWS)
  })

  it('a second complete run of the same file says so, and does as it is told', async () => {
    const input = place.in('entertainment-3.json')
    writeApplications(input, 300, 2)
    const once = await json(['issue', ...D, '--input', input])
    const told = await json(['issue', ...D, '--input', input, '--once'])
    expect(numbers(told.items)).toEqual(numbers(once.items))
    const again = await json(['issue', ...D, '--input', input])
    expect(again.code).toBe(0)
    expect(again.err).toMatch(/又办了一遍[\s\S]*issued again/)
    expect(new Set([...numbers(again.items), ...numbers(once.items)]).size).toBe(4)
  })
})

describe('import', () => {
  it('Ctrl+C pauses it, --resume takes the rest, and no row is taken twice', async () => {
    const input = place.in('entertainment-4.json')
    writeApplications(input, 1000, 3000)
    const running = start(['import', '--json', ...D, '--input', input, '--papers-at-hand'])
    // The write-ahead log grows by the first rows long before the last one is read.
    for (let low = logSize(); logSize() < low + 300_000 && running.child.exitCode === null; await sleep(5))
      low = Math.min(low, logSize())
    running.child.kill('SIGINT')
    const paused = await running.done
    expect(paused.code).toBe(3)
    const job = paused.items.at(-1)!
    expect(job).toMatchObject({ type: 'import', state: 'paused', bad: 0 })
    expect(paused.err).toContain(`--resume ${String(job['job'])}`)
    const rest = await json(['import', '--resume', String(job['job']), ...D])
    expect(rest.code).toBe(0)
    expect(rest.items.at(-1)).toMatchObject({ state: 'done', good: 3000, bad: 0 })
    const over = await json(['import', '--cancel', String(job['job']), ...D])
    expect(over.code).toBe(1)
    expect(over.items).toMatchObject([{ error: { code: 'import-over' } }])
    const waiting = await json(['list', 'applications', '--state', 'submitted', '--limit', '5000', ...D])
    expect(waiting.items).toHaveLength(3000)
    expect(new Set(waiting.items.map(a => a['receiptNumber'])).size).toBe(3000)
  })
})
