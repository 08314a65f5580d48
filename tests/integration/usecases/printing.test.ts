import { describe, expect, it } from 'vitest'
import { handOver } from '../../../electron/usecases/printing/hand-over.ts'
import { prepareCardSheet } from '../../../electron/usecases/printing/prepare-card-sheet.ts'
import { preparePrint } from '../../../electron/usecases/printing/prepare-print.ts'
import { recordPrint } from '../../../electron/usecases/printing/record-print.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { aSeal, CLERK } from '../../builders/records.ts'
import { bench, citizenId, codeOf, good, held, renderer } from './support.ts'

async function printer() {
  const ws = { ...(await bench()), renderer: renderer() }
  ws.db.write(s => {
    s.seals.insert(aSeal())
    s.seals.insert(
      aSeal({ id: 'seal-2', name: '文化和旅游部行政许可专用章', purpose: 'administrative-licence' }),
    )
  })
  return ws
}

const licenceIn = (ws: Awaited<ReturnType<typeof printer>>, number = '京网文〔2026〕1034-029号') =>
  held(ws, { number, identifier: null, values: EXAMPLES['network-culture'][2]!.values })

describe('printing', () => {
  it.each(KIND_IDS)('draws a sheet of %s with the rare characters of its example', async kind => {
    const ws = await printer()
    const values = EXAMPLES[kind].at(-1)!.values
    const licence = held(ws, { kind, number: 'N-1', identifier: null, values })
    for (const purpose of ['print', 'overprint'] as const) {
      const sheet = good(
        await preparePrint(ws)(CLERK, { licenceId: licence.id, purpose, reprintReason: '测试' }),
      )
      expect(Buffer.from(sheet.pdf.subarray(0, 5)).toString()).toBe('%PDF-')
      good(recordPrint(ws)(CLERK, { printId: sheet.act.id, result: 'spoilt', reason: '卡纸' }))
    }
  })

  it('refuses what may not be printed, and names a character that no font has', async () => {
    const ws = await printer()
    const print = preparePrint(ws)
    expect(codeOf(await print(CLERK, { licenceId: 'x', purpose: 'print' }))).toBe('licence-not-found')
    const old = held(ws, { number: 'old', identifier: null, validTo: '2026-01-01' as CivilDate })
    expect(codeOf(await print(CLERK, { licenceId: old.id, purpose: 'print' }))).toBe('not-in-force')
    const odd = held(ws, {
      number: 'odd',
      identifier: null,
      values: { ...EXAMPLES['network-culture'][0]!.values, legalRep: '张\u{2fffd}' },
    })
    expect(codeOf(await print(CLERK, { licenceId: odd.id, purpose: 'print' }))).toBe('glyph-missing')
    expect(ws.db.read(s => s.prints.ofLicence(odd.id))).toEqual([])
    const bare = { ...(await bench()), renderer: renderer() }
    const licence = licenceIn(bare)
    expect(codeOf(await preparePrint(bare)(CLERK, { licenceId: licence.id, purpose: 'print' }))).toBe(
      'seal-missing',
    )
  })

  it('asks for the result of each sheet before the next, and for a reason once one is good', async () => {
    const ws = await printer()
    const print = preparePrint(ws)
    const record = recordPrint(ws)
    const ask = { licenceId: licenceIn(ws).id, purpose: 'print' as const }
    const [first, second] = await Promise.all([print(CLERK, ask), print(CLERK, ask)])
    expect([codeOf(first), codeOf(second)].sort()).toEqual(['ok', 'print-unsettled'])
    const { act } = good(first.ok ? first : second)
    expect(codeOf(record(CLERK, { printId: act.id, result: 'spoilt', reason: ' ' }))).toBe('reason-missing')
    good(record(CLERK, { printId: act.id, result: 'spoilt', reason: '墨粉不匀', sheetSerial: 'a 0001' }))
    expect(codeOf(record(CLERK, { printId: act.id, result: 'good' }))).toBe('print-settled')
    expect(codeOf(record(CLERK, { printId: 'x', result: 'good' }))).toBe('print-not-found')
    const again = good(await print(CLERK, ask)).act
    expect(codeOf(record(CLERK, { printId: again.id, result: 'good', sheetSerial: 'Ａ0001' }))).toBe(
      'sheet-used',
    )
    expect(codeOf(record(CLERK, { printId: again.id, result: 'good', sheetSerial: '号;--' }))).toBe(
      'sheet-serial-wrong',
    )
    expect(good(record(CLERK, { printId: again.id, result: 'good', sheetSerial: 'A0002' })).sheetSerial).toBe(
      'A0002',
    )
    expect(codeOf(await print(CLERK, ask))).toBe('reprint-reason-missing')
    expect(good(await print(CLERK, { ...ask, reprintReason: '存档用' })).act.reprintReason).toBe('存档用')
  })

  it('uses a serial again for the paper of another kind only', async () => {
    const ws = await printer()
    const values = EXAMPLES.entertainment[0]!.values
    const other = held(ws, { kind: 'entertainment', number: 'E-1', identifier: null, values })
    for (const { id } of [licenceIn(ws), other]) {
      const { act } = good(await preparePrint(ws)(CLERK, { licenceId: id, purpose: 'overprint' }))
      good(recordPrint(ws)(CLERK, { printId: act.id, result: 'good', sheetSerial: '0001' }))
    }
  })
})

describe('handing over', () => {
  it('takes a good sheet, a receiver and a licence in force, each sheet once', async () => {
    const ws = await printer()
    const licence = licenceIn(ws)
    const give = handOver(ws)
    const id = citizenId(8)
    const to = { licenceId: licence.id, receiverName: ' 王样 ', receiverCode: id, note: `代领人 ${id}` }
    expect(codeOf(give(CLERK, { ...to, licenceId: 'x' }))).toBe('licence-not-found')
    expect(codeOf(give(CLERK, { ...to, receiverName: ' ' }))).toBe('receiver-missing')
    expect(codeOf(give(CLERK, { ...to, note: '字'.repeat(201) }))).toBe('note-too-long')
    expect(codeOf(give(CLERK, to))).toBe('no-good-print')
    const { act } = good(await preparePrint(ws)(CLERK, { licenceId: licence.id, purpose: 'print' }))
    expect(codeOf(give(CLERK, to))).toBe('no-good-print')
    good(recordPrint(ws)(CLERK, { printId: act.id, result: 'good' }))
    const given = good(give(CLERK, to))
    expect(given).toMatchObject({ receiverName: '王样', byName: CLERK.name })
    expect(JSON.stringify(given)).not.toContain(id)
    expect(codeOf(give(CLERK, to))).toBe('handed-over-already')
    expect(JSON.stringify(ws.db.read(s => s.journal.list({ limit: 100 })))).not.toContain(id)
    ws.db.write(s => s.licences.setStatus(licence.id, 'revoked', ws.clock.now()))
    expect(codeOf(give(CLERK, to))).toBe('not-in-force')
  })
})

describe('sheets of cards', () => {
  const card = (ws: Awaited<ReturnType<typeof printer>>, number: string) =>
    held(ws, { kind: 'tour-guide', number, identifier: null, values: EXAMPLES['tour-guide'][0]!.values })

  it('draws cards together, and each is a print of its own that is settled by itself', async () => {
    const ws = await printer()
    const cards = Array.from({ length: 10 }, (_, i) => card(ws, `ZJ00000${i}`))
    const licenceIds = cards.map(c => c.id)
    const sheet = good(await prepareCardSheet(ws)(CLERK, { licenceIds }))
    expect(sheet.acts.map(act => act.licenceId)).toEqual(licenceIds)
    // Nine cards a sheet: two fronts, two backs.
    expect(
      Buffer.from(sheet.pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g),
    ).toHaveLength(4)
    good(recordPrint(ws)(CLERK, { printId: sheet.acts[0]!.id, result: 'good' }))
    expect(codeOf(await prepareCardSheet(ws)(CLERK, { licenceIds: [licenceIds[1]!] }))).toBe(
      'print-unsettled',
    )
    expect(codeOf(await prepareCardSheet(ws)(CLERK, { licenceIds: [licenceIds[0]!] }))).toBe(
      'reprint-reason-missing',
    )
    good(await prepareCardSheet(ws)(CLERK, { licenceIds: [licenceIds[0]!], reprintReason: '样式更新' }))
  })

  it('takes cards only, each once, and records nothing when one of them cannot be printed', async () => {
    const ws = await printer()
    const one = card(ws, 'ZJ000001')
    const page = licenceIn(ws)
    const codes = async (licenceIds: readonly string[]) =>
      codeOf(await prepareCardSheet(ws)(CLERK, { licenceIds }))
    expect(await codes([])).toBe('cards-missing')
    expect(await codes([one.id, one.id])).toBe('cards-missing')
    expect(await codes(Array.from({ length: 100 }, (_, i) => `x${i}`))).toBe('cards-too-many')
    expect(await codes([one.id, page.id])).toBe('not-a-card')
    expect(await codes([one.id, 'nobody'])).toBe('licence-not-found')
    expect(ws.db.read(s => s.prints.ofLicence(one.id))).toEqual([])
  })
})
