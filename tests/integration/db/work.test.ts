import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Batch, type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type PrintAct } from '../../../shared/domain/printing.ts'
import { idOf, licence, moment, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const T1 = moment('2026-04-01T00:00:00.000Z')
const ERROR = { code: 'pin-wrong', text: { zh: '口令错误', en: 'wrong PIN' }, data: { left: 2 } }

describe('batches', () => {
  const batch = (id: string, total: number): Batch => ({
    id,
    state: 'running',
    createdAt: T0,
    createdBy: 'u',
    total,
    issued: 0,
    failed: 0,
    stopReason: null,
  })

  it('settle each item once, in any order, and count', async () => {
    bench.work.write(s => {
      s.batches.insert(batch('q', 4), ['a', 'b', 'c', 'd'])
      s.batches.insert(batch('r', 1), ['a'])
    })
    const waiting = (id = 'q', limit = 9) => bench.work.read(s => s.batches.waiting(id, limit))
    expect(waiting().map(i => [i.position, i.applicationId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ])
    expect(waiting('q', 2)).toHaveLength(2)
    const settle = (position: number, applicationId: string, state: 'issued' | 'failed') =>
      bench.work.write(s =>
        s.batches.settle('q', {
          position,
          applicationId,
          state,
          licenceId: state === 'issued' ? idOf(position) : null,
          error: state === 'failed' ? ERROR : null,
        }),
      )
    settle(2, 'b', 'issued')
    settle(1, 'a', 'failed')
    expect(() => settle(2, 'b', 'issued')).toThrow(/does not wait/)
    expect(() => settle(3, 'd', 'issued')).toThrow(/does not wait/)
    expect(() => settle(9, 'x', 'issued')).toThrow(/does not wait/)
    bench = await bench.reopen()
    expect(waiting().map(i => i.position)).toEqual([3, 4])
    expect(bench.work.read(s => s.batches.get('q'))).toStrictEqual({ ...batch('q', 4), issued: 1, failed: 1 })
    bench.work.write(s => {
      s.batches.cancelWaiting('q')
      s.batches.setState('q', 'stopped', ERROR)
    })
    bench.work.read(s => {
      expect(s.batches.items('q')).toStrictEqual([
        { position: 1, applicationId: 'a', state: 'failed', licenceId: null, error: ERROR },
        { position: 2, applicationId: 'b', state: 'issued', licenceId: idOf(2), error: null },
        { position: 3, applicationId: 'c', state: 'cancelled', licenceId: null, error: null },
        { position: 4, applicationId: 'd', state: 'cancelled', licenceId: null, error: null },
      ])
      expect(s.batches.list(9).map(b => [b.id, b.state, b.stopReason])).toEqual([
        ['r', 'running', null],
        ['q', 'stopped', ERROR],
      ])
      expect(s.batches.waiting('r', 9)).toHaveLength(1)
      expect(s.batches.get('x')).toBeUndefined()
    })
    expect(() => bench.work.write(s => s.batches.setState('x', 'done', null))).toThrow(/no batch/)
  })
})

describe('imports', () => {
  const job = (id: string): ImportJob => ({
    id,
    purpose: 'stock',
    options: { kind: 'tour-guide', papersAtHand: false, originNote: null },
    path: '/media/台账.xlsx',
    fileName: '台账.xlsx',
    sha256: 'a'.repeat(64),
    state: 'running',
    lastRow: 0,
    good: 0,
    bad: 0,
    createdAt: T0,
    createdBy: '经办人',
    createdById: 'u',
    failure: null,
  })
  const fault = (row: number, code = 'bad-date'): ImportFault => ({
    row,
    cells: { 发证日期: '2023-2-30' },
    faults: [
      { field: 'issueDate', heading: '发证日期', code, text: { zh: '没有这一天', en: 'no such day' } },
    ],
  })

  it('go on where they stood, and keep their faulty rows', async () => {
    bench.work.write(s => {
      s.imports.insert(job('i'))
      s.imports.insert(job('k'))
      for (const row of [9, 4, 7]) s.imports.addFault('i', fault(row))
    })
    const later: ImportJob = { ...job('i'), state: 'failed', lastRow: 9, good: 6, bad: 3, failure: ERROR }
    bench.work.write(s => s.imports.update(later))
    bench = await bench.reopen()
    bench.work.read(s => {
      expect(s.imports.get('i')).toStrictEqual(later)
      expect(s.imports.get('x')).toBeUndefined()
      expect(s.imports.list(9).map(j => j.id)).toEqual(['k', 'i'])
      expect(s.imports.faults('i', { limit: 9 })).toStrictEqual([fault(4), fault(7), fault(9)])
      expect(s.imports.faults('i', { afterRow: 4, limit: 1 })).toStrictEqual([fault(7)])
    })
    bench.work.write(s => {
      s.imports.removeFault('i', 4)
      s.imports.addFault('i', fault(7, 'still-bad'))
    })
    expect(bench.work.read(s => s.imports.faults('i', { limit: 9 }))).toStrictEqual([
      fault(7, 'still-bad'),
      fault(9),
    ])
    expect(() => bench.work.write(s => s.imports.update(job('x')))).toThrow(/no import/)
    expect(() => bench.work.write(s => s.imports.addFault('x', fault(1)))).toThrow(/FOREIGN KEY/)
  })
})

describe('prints and hand-overs', () => {
  const sent = (id: string): PrintAct => ({
    id,
    licenceId: idOf(1),
    result: 'sent',
    purpose: 'overprint',
    spoiltReason: null,
    sheetSerial: null,
    reprintReason: null,
    at: T0,
    settledAt: null,
    byName: '经办人',
  })

  it('are settled once, and stay', () => {
    const spoilt: PrintAct = {
      ...sent('p'),
      result: 'spoilt',
      spoiltReason: '卡纸',
      sheetSerial: '000123',
      settledAt: T1,
    }
    const again = { ...sent('r'), reprintReason: '卡纸' }
    const handOver = {
      id: 'h',
      licenceId: idOf(1),
      at: T1,
      byName: '经办人',
      receiverName: '王',
      receiverCode: null,
      note: null,
    }
    bench.work.write(s => {
      s.licences.insert(licence(1))
      s.prints.insert(sent('p'))
      s.prints.insert(again)
    })
    bench.work.write(s => s.prints.settle(spoilt))
    bench.work.write(s => s.prints.handOver(handOver))
    expect(() => bench.work.write(s => s.prints.settle({ ...spoilt, result: 'good' }))).toThrow(/wait/)
    expect(() => bench.work.write(s => s.prints.settle(sent('x')))).toThrow(/wait/)
    bench.work.read(s => {
      expect(s.prints.get('p')).toStrictEqual(spoilt)
      expect(s.prints.get('x')).toBeUndefined()
      expect(s.prints.ofLicence(idOf(1))).toStrictEqual([spoilt, again])
      expect(s.prints.handOvers(idOf(1))).toStrictEqual([handOver])
      expect(s.prints.handOvers(idOf(2))).toEqual([])
    })
    for (const sql of ['DELETE FROM print_act', 'DELETE FROM hand_over', `UPDATE hand_over SET note = 'x'`])
      expect(() => bench.db.run(sql), sql).toThrow()
    expect(() => bench.work.write(s => s.prints.insert({ ...sent('z'), licenceId: idOf(9) }))).toThrow(
      /FOREIGN KEY/,
    )
  })
})
