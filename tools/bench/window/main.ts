/**
 * `npm run bench:window [-- --quick]`: how the window answers a clerk, on the system's Chromium, with a million licences in
 * the database (`--quick`: 50,000). Medians; the bare page runs on the same host in turns with ours.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureWindowBuilt } from '../../setup/build-window.mjs'
import { makeBarePage } from './bare-page.ts'
import { measureBatch } from './batch.ts'
import { measureForm } from './form.ts'
import { makeHome } from './home.ts'
import { resourcesWithCodes } from './large-pack.ts'
import { measureSearch } from './search.ts'
import { measureStart } from './start.ts'
import { type Row } from './row.ts'

const CODES = 100_000

const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick')
  const licences = quick ? 50_000 : 1_000_000
  const folder = process.env['LW_BENCH_DIR'] ?? fs.mkdtempSync(path.join(os.tmpdir(), 'lw-bench-window-'))
  fs.mkdirSync(folder, { recursive: true })
  await ensureWindowBuilt()
  const home = await makeHome(folder, licences, say)
  console.log(
    `window · ${licences} licences · ${CODES} codes · ${os.cpus()[0]?.model ?? ''} · node ${process.versions.node}`,
  )
  const rows: Row[] = []
  const tell = (measured: readonly Row[]): void => {
    rows.push(...measured)
    for (const row of measured)
      console.log(`${row.holds ? '✓' : '✗'} ${row.what}: ${row.figure} (target: ${row.target})`)
  }
  tell(await measureStart(home, makeBarePage(folder), quick ? 3 : 7, say))
  tell(await measureSearch(home, say))
  tell(await measureForm(await makeHome(folder, 0, say), resourcesWithCodes(folder, CODES), say))
  tell(await measureBatch(await makeHome(path.join(folder, 'batch'), 0, say), quick ? 200 : 1_000, say))
  if (process.env['LW_BENCH_DIR'] === undefined) fs.rmSync(folder, { recursive: true, force: true })
  process.exitCode = rows.every(row => row.holds) ? 0 : 1
}

await main()
