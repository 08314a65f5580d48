import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkstationDatabase } from '../../../electron/db/index.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import { companyRow } from './support.ts'
import { walked } from '../../builders/chains.ts'

/** `LW_CRASH_ROUNDS` multiplies the kills. */
const SCALE = Math.max(1, Number(process.env['LW_CRASH_ROUNDS'] ?? 1) || 1)
const KILLS = 10 * SCALE
const ROWS = 1200 * SCALE

let child = ''

beforeAll(() => {
  const cache = fileURLToPath(new URL('../../../.cache', import.meta.url))
  fs.mkdirSync(cache, { recursive: true })
  child = path.join(fs.mkdtempSync(path.join(cache, 'counter-')), 'counter.mjs')
  buildSync({
    entryPoints: [fileURLToPath(new URL('counter-child.ts', import.meta.url))],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
})
afterAll(() => fs.rmSync(path.dirname(child), { recursive: true, force: true }))

/** Runs the counter; kills it some milliseconds after it has said that many lines, or lets it end. */
function run(
  args: readonly string[],
  kill?: { readonly lines: number; readonly after: number },
): Promise<string[]> {
  return new Promise(resolve => {
    const counter = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    let armed = false
    counter.stdout.on('data', (piece: Buffer) => {
      text += piece.toString()
      if (armed || !kill || text.split('\n').length <= kill.lines) return
      armed = true
      setTimeout(() => counter.kill('SIGKILL'), kill.after)
    })
    counter.on('close', () => resolve(text.split('\n').slice(0, -1)))
  })
}

const open = (folder: string) =>
  openWorkstationDatabase({ file: path.join(folder, 'workstation.db'), key: new Uint8Array(32).fill(7) })

describe('SIGKILL at the counter', () => {
  it(`during an import, ${KILLS} times: every row is taken once, every fault noted once`, async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'rows.json')
    const bad = { 统一社会信用代码: '123' }
    const rows = Array.from({ length: ROWS }, (_, n) => companyRow(n + 1, n % 50 === 49 ? bad : {}))
    fs.writeFileSync(file, JSON.stringify(rows))
    let told = 0
    let kills = 0
    for (let round = 0; round < KILLS; round++) {
      // Some are killed before the first rows, most in the middle of a transaction.
      const said = await run(['import', folder, file], {
        lines: round % 4 === 0 ? 1 : 2,
        after: Math.random() * 50,
      })
      expect(said.filter(line => line.startsWith('ERROR'))).toEqual([])
      if (said.some(line => line.startsWith('done'))) break
      kills++
      told = Math.max(told, ...said.filter(l => l.startsWith('row ')).map(l => Number(l.slice(4))))
      const db = await open(folder)
      const job = db.read(s => s.imports.list(1))[0]
      expect(job?.lastRow ?? 0).toBeGreaterThanOrEqual(told)
      expect((job?.good ?? 0) + (job?.bad ?? 0)).toBe(job?.lastRow ?? 0)
      db.close()
    }
    expect(kills).toBe(KILLS)
    expect((await run(['import', folder, file])).at(-1)).toMatch(/^done/)
    const db = await open(folder)
    const [job] = db.read(s => s.imports.list(2))
    const taken = db.read(s => s.applications.ofImport(job!.id)).map(r => r.row)
    const faulty = db.read(s => s.imports.faults(job!.id, { limit: 10_000 })).map(f => f.row)
    const all = [...taken, ...faulty].sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: ROWS }, (_, n) => n + 1))
    expect(faulty).toHaveLength(ROWS / 50)
    expect(job).toMatchObject({ state: 'done', good: ROWS - ROWS / 50, bad: ROWS / 50 })
    expect(db.read(s => walked(s.journal)).faults).toEqual([])
    expect(await db.check('full')).toEqual([])
    db.close()
  })

  it('after each save: what was typed is there', async () => {
    const folder = temporaryFolder()
    let saved = 0
    for (let round = 0; round < 6 * SCALE; round++) {
      const said = await run(['drafts', folder], {
        lines: 2 + Math.floor(Math.random() * 30),
        after: Math.random() * 8,
      })
      expect(said.filter(line => line.startsWith('ERROR'))).toEqual([])
      const found = Number(said.find(line => line.startsWith('found'))?.slice(6))
      expect(found).toBeGreaterThanOrEqual(saved)
      saved = Number(
        said
          .filter(line => line.startsWith('saved'))
          .at(-1)
          ?.slice(6) ?? found,
      )
    }
    expect(saved).toBeGreaterThan(6)
  })
})
