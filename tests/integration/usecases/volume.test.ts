import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createImporter } from '../../../electron/usecases/importing/run-import.ts'
import { startImport } from '../../../electron/usecases/importing/start-import.ts'
import { CLERK } from '../../builders/records.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import { bench, companyRow, good } from './support.ts'

/** 50,000 with `LW_IMPORT_ROWS=50000`; the default keeps the suite quick. */
const ROWS = Number(process.env['LW_IMPORT_ROWS'] ?? 10_000)
const MEGABYTE = 1024 * 1024

/** Rows as a CSV of Excel's making, every hundredth with a fault. */
function bigFile(): string {
  const file = path.join(temporaryFolder(), 'big.csv')
  const headings = Object.keys(companyRow(0))
  const out = fs.openSync(file, 'w')
  fs.writeSync(out, `\ufeff${headings.join(',')}\r\n`)
  for (let n = 1; n <= ROWS; n++) {
    const row: Record<string, string> = companyRow(n, n % 100 === 0 ? { 统一社会信用代码: '123' } : {})
    fs.writeSync(out, `${headings.map(h => `"${row[h]}"`).join(',')}\r\n`)
  }
  fs.closeSync(out)
  return file
}

describe('a large file', () => {
  it('comes in whole, with memory that does not grow with it', async () => {
    const ws = await bench()
    const options = { kind: null, papersAtHand: true, originNote: null }
    const started = good(await startImport(ws)(CLERK, { path: bigFile(), purpose: 'applications', options }))
    const heap: number[] = []
    const begun = Date.now()
    const job = good(
      await createImporter(ws).run(CLERK, {
        jobId: started.job.id,
        onProgress(now) {
          if (now.lastRow % 1000 > 100) return
          global.gc?.()
          heap.push(process.memoryUsage().heapUsed)
        },
      }),
    )
    const rate = Math.round((ROWS * 1000) / (Date.now() - begun))
    const growth = ((heap.at(-1) ?? 0) - (heap[1] ?? 0)) / MEGABYTE
    console.info(`import: ${ROWS} rows, ${rate} rows/s, heap grew by ${growth.toFixed(1)} MB`)
    expect(job).toMatchObject({ state: 'done', good: ROWS * 0.99, bad: ROWS * 0.01, lastRow: ROWS + 1 })
    // The keys of rows already taken: about a hundred bytes each. Rows themselves are some kilobytes each.
    expect(growth).toBeLessThan(40 + ROWS / 1000)
    const faults = ws.db.read(s => s.imports.faults(job.id, { limit: 10_000 }))
    expect(faults).toHaveLength(ROWS * 0.01)
    expect(ws.db.read(s => s.applications.count({ states: ['submitted'] }))).toBe(ROWS * 0.99)
    expect(await ws.db.check('quick')).toEqual([])
  })
})
