import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFaults, writeFaultSheet } from '../../../electron/usecases/importing/fault-sheet.ts'
import { importedRows } from '../../../electron/usecases/importing/imported-rows.ts'
import { retryFault } from '../../../electron/usecases/importing/retry-fault.ts'
import { createImporter, recoverImports } from '../../../electron/usecases/importing/run-import.ts'
import { startImport, type StartImportInput } from '../../../electron/usecases/importing/start-import.ts'
import { CLERK } from '../../builders/records.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import {
  BOTH,
  bench,
  codeOf,
  companyCode,
  companyRow,
  faultsOf,
  good,
  imported,
  jsonFile,
  type Bench,
} from './support.ts'

const options = { kind: null, papersAtHand: true, originNote: null }

const start = (ws: Bench, file: string, over: Partial<StartImportInput> = {}) =>
  startImport(ws)(CLERK, { path: file, purpose: 'applications', options, ...over })

describe('mending', () => {
  it('takes a mended row by itself, and keeps what is mended so far where it is still faulty', async () => {
    const ws = await bench()
    const rows = [companyRow(1, { 统一社会信用代码: '123', 许可文号: '' }), companyRow(2)]
    const { job } = await imported(ws, jsonFile(rows))
    expect(job).toMatchObject({ good: 1, bad: 1 })
    const retry = retryFault(ws)
    const [fault] = good(importFaults(ws)(CLERK, { jobId: job.id, limit: 10 })).faults
    const cells = { ...fault!.cells, 许可文号: '京文旅许〔2026〕1号' }
    const half = good(retry(CLERK, { jobId: job.id, row: 1, cells }))
    expect(half.fault?.faults.map(f => [f.field, f.heading])).toEqual([['holderCode', '统一社会信用代码']])
    expect(half.fault?.cells['许可文号']).toBe('京文旅许〔2026〕1号')
    const twin = { ...cells, 统一社会信用代码: companyCode(1) }
    const whole = good(retry(CLERK, { jobId: job.id, row: 1, cells: twin }))
    expect(whole).toMatchObject({ fault: null, job: { good: 2, bad: 0 } })
    expect(good(importedRows(ws)(CLERK, { jobId: job.id })).map(r => r.row)).toEqual([1, 2])
    expect(codeOf(retry(CLERK, { jobId: job.id, row: 1, cells: twin }))).toBe('fault-not-found')
    expect(codeOf(retry(CLERK, { jobId: 'x', row: 1, cells }))).toBe('import-not-found')
    const huge = { a: 'x'.repeat(20_001) }
    expect(codeOf(retry(CLERK, { jobId: job.id, row: 1, cells: huge }))).toBe('row-too-large')
    expect(codeOf(importFaults(ws)(CLERK, { jobId: 'x', limit: 1 }))).toBe('import-not-found')
  })

  it('does not take a mended row that has become the double of another', async () => {
    const ws = await bench()
    const { job } = await imported(ws, jsonFile([companyRow(1), companyRow(1, { 统一社会信用代码: '123' })]))
    const [fault] = good(importFaults(ws)(CLERK, { jobId: job.id, limit: 10 })).faults
    const cells = { ...fault!.cells, 统一社会信用代码: companyCode(1) }
    const again = good(retryFault(ws)(CLERK, { jobId: job.id, row: fault!.row, cells }))
    expect(again.fault?.faults.map(f => f.code)).toEqual(['row-twice'])
  })

  it('goes by a sheet with comments too, any number of times', async () => {
    const ws = await bench()
    const rows = [companyRow(1, { 统一社会信用代码: '123' }), companyRow(2, { 统一社会信用代码: '456' })]
    let { job } = await imported(ws, jsonFile(rows))
    for (const round of [1, 2]) {
      const sheet = path.join(temporaryFolder(), `mend-${round}.xlsx`)
      expect(good(await writeFaultSheet(ws)(CLERK, { jobId: job.id, path: sheet }))).toEqual({ rows: 2 })
      const table = good(await ws.tables.open(sheet))
      expect(table.head.headings.filter(h => h === '错误说明')).toHaveLength(1)
      await table.close()
      ;({ job } = await imported(ws, sheet))
      expect(job).toMatchObject({ state: 'done', good: 0, bad: 2 })
    }
    const nowhere = path.join(temporaryFolder(), 'no', 'such', 'place.xlsx')
    expect(codeOf(await writeFaultSheet(ws)(CLERK, { jobId: job.id, path: nowhere }))).toBe(
      'file-not-written',
    )
    expect(codeOf(await writeFaultSheet(ws)(CLERK, { jobId: 'x', path: nowhere }))).toBe('import-not-found')
  })
})

describe('stopping and going on', () => {
  const many = () => Array.from({ length: 450 }, (_, n) => companyRow(n + 1))

  it('pauses, resumes and cancels behind whole rows', async () => {
    const ws = await bench()
    const importer = createImporter(ws)
    const { job } = good(await start(ws, jsonFile(many())))
    const first = good(
      await importer.run(CLERK, { jobId: job.id, onProgress: () => importer.pause(CLERK, job.id) }),
    )
    expect(first).toMatchObject({ state: 'paused', good: 100, lastRow: 100 })
    let second: string | undefined
    const third = good(
      await importer.run(CLERK, {
        jobId: job.id,
        onProgress(now) {
          void importer.run(CLERK, { jobId: job.id }).then(r => (second = codeOf(r)))
          if (now.lastRow >= 300) importer.cancel(BOTH, job.id)
        },
      }),
    )
    expect(second).toBe('import-running')
    expect(third).toMatchObject({ state: 'cancelled', good: 300, lastRow: 300 })
    const [ended] = ws.db.read(s => s.journal.list({ subject: job.id, limit: 50 })).slice(-1)
    expect(ended).toMatchObject({ action: 'import.cancelled', actorName: BOTH.name })
    expect(codeOf(await importer.run(CLERK, { jobId: job.id }))).toBe('import-over')
    expect(codeOf(importer.cancel(CLERK, job.id))).toBe('import-over')
    expect(codeOf(importer.pause(CLERK, 'x'))).toBe('import-not-found')
    expect(codeOf(await importer.run(CLERK, { jobId: 'x' }))).toBe('import-not-found')
  })

  it('finds doubles of rows that were taken before the pause', async () => {
    const ws = await bench()
    const importer = createImporter(ws)
    const rows = [...many(), companyRow(7)]
    const { job } = good(await start(ws, jsonFile(rows)))
    good(await importer.run(CLERK, { jobId: job.id, onProgress: () => importer.pause(CLERK, job.id) }))
    good(await createImporter(ws).run(CLERK, { jobId: job.id }))
    expect(faultsOf(ws, job.id)).toEqual([[451, 'row-twice']])
  })

  it('stops where the file is no longer the one that was chosen', async () => {
    const ws = await bench()
    const importer = createImporter(ws)
    const file = jsonFile(many())
    const { job } = good(await start(ws, file))
    const during = good(
      await importer.run(CLERK, {
        jobId: job.id,
        onProgress: now => void (now.lastRow === 450 && fs.appendFileSync(file, ' ')),
      }),
    )
    expect(during).toMatchObject({ state: 'failed', failure: { code: 'file-changed' } })
    expect(codeOf(await importer.run(CLERK, { jobId: job.id }))).toBe('file-changed')
    expect(good(importer.cancel(CLERK, job.id)).state).toBe('cancelled')
  })

  it('pauses what a crash left running', async () => {
    const ws = await bench()
    const { job } = good(await start(ws, jsonFile([companyRow(1)])))
    ws.db.write(s => s.imports.update({ ...job, state: 'running' }))
    recoverImports(ws)
    expect(ws.db.read(s => s.imports.get(job.id))?.state).toBe('paused')
  })

  it('ends in words when the disk is full, with every row before it kept', async () => {
    const ws = await bench()
    const { job } = good(await start(ws, jsonFile(many())))
    let writes = 0
    const full = Object.assign(new Error('no space'), { code: 'disk-full' })
    const db = {
      ...ws.db,
      read: ws.db.read.bind(ws.db),
      write<T>(work: Parameters<typeof ws.db.write<T>>[0]): T {
        if (++writes === 4) throw full
        return ws.db.write(work)
      },
    }
    expect(codeOf(await createImporter({ ...ws, db }).run(CLERK, { jobId: job.id }))).toBe('disk-full')
    expect(ws.db.read(s => s.imports.get(job.id))).toMatchObject({ good: 200, lastRow: 200 })
    expect(good(await createImporter(ws).run(CLERK, { jobId: job.id }))).toMatchObject({ good: 450, bad: 0 })
  })
})
