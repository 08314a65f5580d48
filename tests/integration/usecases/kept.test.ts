import { describe, expect, it } from 'vitest'
import {
  approveApplication,
  returnApplication,
} from '../../../electron/usecases/approval/decide-application.ts'
import { keepReasons } from '../../../electron/usecases/approval/keep-reasons.ts'
import { reviewApplication } from '../../../electron/usecases/approval/review-application.ts'
import { importFaults } from '../../../electron/usecases/importing/fault-sheet.ts'
import { importForm, keepImportForm } from '../../../electron/usecases/importing/keep-import-form.ts'
import { keepMended } from '../../../electron/usecases/importing/keep-mended.ts'
import { retryFault } from '../../../electron/usecases/importing/retry-fault.ts'
import { startImport } from '../../../electron/usecases/importing/start-import.ts'
import { CLERK } from '../../builders/records.ts'
import {
  APPROVER,
  BOTH,
  bench,
  codeOf,
  companyCode,
  companyRow,
  good,
  imported,
  jsonFile,
  OTHER_CLERK,
  seen,
  submitted,
} from './support.ts'

describe('a row that is being mended', () => {
  it('is kept as it is typed, until it is taken or given up', async () => {
    const ws = await bench()
    const { job } = await imported(ws, jsonFile([companyRow(1, { 统一社会信用代码: '123' }), companyRow(2)]))
    const told = () => good(importFaults(ws)(CLERK, { jobId: job.id, limit: 10 }))
    const [fault] = told().faults
    const half = { ...fault!.cells, 统一社会信用代码: '9111' }
    const keep = keepMended(ws)
    good(keep(CLERK, { jobId: job.id, row: 1, cells: half }))
    expect(told()).toMatchObject({ mended: { 1: half }, faults: [{ cells: { 统一社会信用代码: '123' } }] })
    good(keep(CLERK, { jobId: job.id, row: 1, cells: null }))
    expect(told().mended).toEqual({})

    good(keep(CLERK, { jobId: job.id, row: 1, cells: half }))
    const still = good(retryFault(ws)(CLERK, { jobId: job.id, row: 1, cells: half }))
    expect([still.fault?.cells, told().mended]).toEqual([half, {}])

    const whole = { ...half, 统一社会信用代码: companyCode(1) }
    good(keep(CLERK, { jobId: job.id, row: 1, cells: whole }))
    expect(good(retryFault(ws)(CLERK, { jobId: job.id, row: 1, cells: whole })).fault).toBeNull()
    expect(codeOf(keep(CLERK, { jobId: job.id, row: 1, cells: whole }))).toBe('fault-not-found')
    expect(codeOf(keep(CLERK, { jobId: 'x', row: 1, cells: whole }))).toBe('import-not-found')
    expect(codeOf(keep(CLERK, { jobId: job.id, row: 1, cells: { a: 'x'.repeat(20_001) } }))).toBe(
      'row-too-large',
    )
    expect(ws.db.read(stores => stores.jots.get(`import-row/${job.id}`, '1'))).toBeUndefined()
  })
})

describe('reasons of a return', () => {
  it('are kept for the one who writes them, until the application is decided on', async () => {
    const ws = await bench()
    const one = submitted(ws, 'travel-agency')
    const reasons = [{ field: 'legalRep', text: '与营业执照' }]
    good(keepReasons(ws)(APPROVER, { applicationId: one.id, reasons }))
    const written = (who: typeof APPROVER) =>
      good(reviewApplication(ws)(who, { applicationId: one.id })).written
    expect([written(APPROVER), written(BOTH)]).toEqual([reasons, []])
    good(keepReasons(ws)(APPROVER, { applicationId: one.id, reasons: [] }))
    expect(written(APPROVER)).toEqual([])

    good(keepReasons(ws)(APPROVER, { applicationId: one.id, reasons }))
    good(keepReasons(ws)(BOTH, { applicationId: one.id, reasons }))
    good(returnApplication(ws)(APPROVER, { ...seen(one), reasons }))
    expect([written(APPROVER), written(BOTH)]).toEqual([[], []])
    const other = submitted(ws, 'entertainment')
    good(keepReasons(ws)(APPROVER, { applicationId: other.id, reasons }))
    good(approveApplication(ws)(APPROVER, seen(other)))
    expect(good(reviewApplication(ws)(APPROVER, { applicationId: other.id })).written).toEqual([])
    expect(codeOf(keepReasons(ws)(APPROVER, { applicationId: 'x', reasons }))).toBe('application-not-found')
  })
})

describe('the form of a new import', () => {
  it('is kept for the one who fills it in, until the import is laid down', async () => {
    const ws = await bench()
    const form = {
      purpose: 'stock',
      options: { kind: 'tour-guide', papersAtHand: false, originNote: '旧台账' },
      tableName: '台账.xlsx',
      pictures: 3,
    } as const
    expect(importForm(ws)(CLERK)).toBeNull()
    keepImportForm(ws)(CLERK, form)
    expect([importForm(ws)(CLERK), importForm(ws)(OTHER_CLERK)]).toEqual([form, null])
    const input = { path: jsonFile([companyRow(1)]), purpose: 'applications', options: form.options } as const
    good(await startImport(ws)(CLERK, { ...input, options: { ...form.options, kind: null } }))
    expect(importForm(ws)(CLERK)).toBeNull()
  })
})
