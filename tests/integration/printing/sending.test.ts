import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Printers } from '../../../electron/ports/printers.ts'
import { EXACT } from '../../../shared/domain/printer.ts'
import { inkBox } from '../../printing/ink.ts'
import { startCups, type TestCups } from '../../printing/cups.ts'
import {
  ADMIN,
  benchOf,
  CLERK,
  demoOffice,
  good,
  issueOneOf,
  removeTemporary,
  type Bench,
  type BenchOptions,
} from '../issuing/support.ts'
import { drawnText, readCode } from '../rendering/tools.ts'

let cups: TestCups
let office: string
const open: Bench[] = []

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
  cups.addPrinter('card')
  cups.setDefault('laser')
  office = await demoOffice()
}, 60_000)
afterEach(() => {
  for (const bench of open.splice(0)) bench.workstation.close()
})
afterAll(async () => {
  removeTemporary()
  await cups.stop()
})

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code)

async function counter(options: BenchOptions = {}): Promise<Bench> {
  const bench = await benchOf(office, options)
  open.push(bench)
  return bench
}

const printsOf = (bench: Bench, licenceId: string) => bench.read(s => s.prints.ofLicence(licenceId))

describe('the printers', () => {
  it('are those of CUPS, each with what is kept of it', async () => {
    const { calls } = await counter()
    const setting = { shiftX: 1, shiftY: -2.5, scaleX: 0.99, scaleY: 1.01 }
    expect(codeOf(await calls.printing.setPrinter(CLERK, { name: 'nobody', setting }))).toBe(
      'no-such-printer',
    )
    const far = { ...setting, shiftX: 31 }
    expect(codeOf(await calls.printing.setPrinter(CLERK, { name: 'laser', setting: far }))).toBe(
      'setting-wrong',
    )
    good(await calls.printing.setPrinter(ADMIN, { name: 'laser', setting }))
    cups.disable('card')
    expect(good(await calls.printing.printers(CLERK, undefined))).toEqual({
      available: true,
      printers: [
        { name: 'card', description: 'card', isDefault: false, state: 'stopped', setting: EXACT },
        { name: 'laser', description: '大厅打印机', isDefault: true, state: 'idle', setting },
      ],
    })
    cups.enable('card')
  })
})

describe('a face sent to a printer', () => {
  it('comes out shifted as the printer needs, with the code that the licence has', async () => {
    const bench = await counter()
    const { licence } = await issueOneOf(bench, { kind: 'network-culture' })
    const to = { licenceId: licence.id, purpose: 'print', printer: 'laser' } as const
    const first = good(await bench.calls.printing.send(CLERK, to))
    expect(first.acts[0]).toMatchObject({ result: 'sent', licenceId: licence.id })
    const straight = await cups.printed('laser')
    expect(readCode(straight, 1)).toContain(licence.identifier)
    expect(drawnText(straight)).toContain(licence.number)
    good(bench.calls.printing.record(CLERK, { printId: first.acts[0]!.id, result: 'spoilt', reason: '偏了' }))
    const setting = { shiftX: 2, shiftY: 1.5, scaleX: 1, scaleY: 1 }
    good(await bench.calls.printing.setPrinter(CLERK, { name: 'laser', setting }))
    good(await bench.calls.printing.send(CLERK, to))
    const shifted = await cups.printed('laser')
    const [before, after] = [inkBox(straight, 1), inkBox(shifted, 1)]
    expect(Math.abs(after.left - before.left - 2)).toBeLessThan(0.1)
    expect(Math.abs(after.top - before.top - 1.5)).toBeLessThan(0.1)
    expect(printsOf(bench, licence.id).map(p => p.result)).toEqual(['spoilt', 'sent'])
  })

  it('sends cards together, each an act of its own', async () => {
    const bench = await counter()
    const one = await issueOneOf(bench, { kind: 'tour-guide' })
    const two = await issueOneOf(bench, { kind: 'tour-guide', example: 1 })
    const licenceIds = [one.licence.id, two.licence.id]
    const sent = good(await bench.calls.printing.sendCards(CLERK, { licenceIds, printer: 'laser' }))
    expect(sent.acts.map(a => a.result)).toEqual(['sent', 'sent'])
    const text = drawnText(await cups.printed('laser'))
    for (const { licence } of [one, two]) expect(text).toContain(licence.number)
  })
})

describe('a printer that does not take it', () => {
  const answers = (why: 'printer-refused' | 'unsure'): BenchOptions => ({
    refit: adapters => ({
      ...adapters,
      printers: {
        ...adapters.printers,
        print: async () => ({ sent: false, why, detail: 'said so' }),
      } as Printers,
    }),
  })

  it('lays no act down where it can be known beforehand', async () => {
    const bench = await counter()
    const { licence } = await issueOneOf(bench, { kind: 'network-culture' })
    const to = { licenceId: licence.id, purpose: 'print' as const }
    const { send, testPage } = bench.calls.printing
    expect(codeOf(await send(CLERK, { ...to, printer: 'nobody' }))).toBe('no-such-printer')
    expect(codeOf(await send(CLERK, { ...to, printer: '-o raw' }))).toBe('no-such-printer')
    cups.disable('card')
    expect(codeOf(await send(CLERK, { ...to, printer: 'card' }))).toBe('printer-stopped')
    expect(codeOf(await testPage(CLERK, { printer: 'card', paper: 'card' }))).toBe('printer-stopped')
    cups.enable('card')
    expect(printsOf(bench, licence.id)).toEqual([])
    expect(cups.waiting()).toEqual([])
  })

  it('leaves a spoilt attempt with the reason in words, and the next attempt is free', async () => {
    cups.addPrinter('moved')
    cups.reject('moved')
    const bench = await counter()
    const { licence } = await issueOneOf(bench, { kind: 'network-culture' })
    const to = { licenceId: licence.id, purpose: 'print' as const, printer: 'moved' }
    expect(codeOf(await bench.calls.printing.send(CLERK, to))).toBe('printer-refused')
    const [act] = printsOf(bench, licence.id)
    expect(act).toMatchObject({ result: 'spoilt', spoiltReason: expect.stringContaining('没有接受') })
    expect(act!.settledAt).not.toBeNull()
    good(await bench.calls.printing.send(CLERK, { ...to, printer: 'laser' }))
    await cups.printed('laser')
    const lines = bench.read(s => s.journal.list({ subject: licence.id, limit: 50 })).map(l => l.action)
    expect(lines.slice(-4)).toEqual(['print.sent', 'print.refused', 'print.sent', 'print.taken-by-printer'])
  })

  it('that says nothing leaves the question open', async () => {
    const bench = await counter(answers('unsure'))
    const { licence } = await issueOneOf(bench, { kind: 'network-culture' })
    const to = { licenceId: licence.id, purpose: 'print' as const, printer: 'laser' }
    expect(codeOf(await bench.calls.printing.send(CLERK, to))).toBe('print-unsure')
    expect(printsOf(bench, licence.id).map(p => p.result)).toEqual(['sent'])
    expect(good(bench.calls.register.desk(CLERK, undefined)).prints).toHaveLength(1)
    expect(codeOf(await bench.calls.printing.send(CLERK, to))).toBe('print-unsettled')
  })

  it('is none at all where no printing system runs', async () => {
    const server = process.env['CUPS_SERVER']
    process.env['CUPS_SERVER'] = path.join(fs.realpathSync('.'), 'no-such.sock')
    try {
      const bench = await counter()
      const { licence } = await issueOneOf(bench, { kind: 'network-culture' })
      expect(good(await bench.calls.printing.printers(CLERK, undefined))).toEqual({
        available: false,
        printers: [],
      })
      const sent = await bench.calls.printing.send(CLERK, {
        licenceId: licence.id,
        purpose: 'print',
        printer: 'laser',
      })
      expect(codeOf(sent)).toBe('printing-not-available')
      expect(printsOf(bench, licence.id)).toEqual([])
    } finally {
      process.env['CUPS_SERVER'] = server
    }
  })
})

describe('looking before printing', () => {
  it('draws the face with no act, and says that paper and copy are one', async () => {
    const bench = await counter()
    const { licence, file } = await issueOneOf(bench, { kind: 'entertainment' })
    const face = good(await bench.calls.printing.preview(CLERK, { licenceId: licence.id, purpose: 'print' }))
    expect(drawnText(face)).toContain(licence.number)
    expect(printsOf(bench, licence.id)).toEqual([])
    const same = good(bench.calls.printing.compare(CLERK, { licenceId: licence.id }))
    expect(same).toMatchObject({ equal: true, sealed: true, file: { same: true }, code: { same: true } })
    expect(same.fields.length).toBeGreaterThan(10)
    expect(same.fields.every(line => line.same && line.paper === null)).toBe(true)
    const copy = path.join(bench.dataDir, file.path)
    const bytes = fs.readFileSync(copy)
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
    fs.chmodSync(copy, 0o600)
    fs.writeFileSync(copy, bytes)
    const touched = good(bench.calls.printing.compare(CLERK, { licenceId: licence.id }))
    expect(touched).toMatchObject({ equal: false, file: { same: false } })
    fs.rmSync(copy)
    expect(codeOf(bench.calls.printing.compare(CLERK, { licenceId: licence.id }))).toBe('copy-missing')
  })

  it('names the field in which the paper would differ from what was sealed', async () => {
    const bench = await counter({
      refit: adapters => ({
        ...adapters,
        standard: {
          ...adapters.standard,
          verificationAddress: id => `https://other.invalid/${id}`,
        },
      }),
    })
    const { licence } = await issueOneOf(bench, { kind: 'entertainment' })
    const changed = { ...licence, values: { ...licence.values, holderName: '样例改名歌舞厅' } }
    const read = bench.adapters.db.read.bind(bench.adapters.db)
    const { compareCopy } = await import('../../../electron/usecases/printing/compare-copy.ts')
    const db = {
      ...bench.adapters.db,
      read: <T>(work: Parameters<typeof read<T>>[0]): T =>
        read(stores => work({ ...stores, licences: { ...stores.licences, get: () => changed } })),
    }
    const found = good(compareCopy({ ...bench.adapters, db })(CLERK, { licenceId: licence.id }))
    expect(found.equal).toBe(false)
    expect(found.fields.filter(line => !line.same)).toEqual([
      {
        label: expect.objectContaining({ zh: expect.any(String) }),
        same: false,
        paper: '样例改名歌舞厅',
        copy: licence.holderName,
      },
    ])
  })
})
