import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listApplications } from '../../../electron/usecases/intake/list-applications.ts'
import { abandonApplication } from '../../../electron/usecases/intake/submit-application.ts'
import { copyOf } from '../../../electron/usecases/register/copy-of.ts'
import { desk } from '../../../electron/usecases/register/desk.ts'
import { exportRegister } from '../../../electron/usecases/register/export-register.ts'
import { searchLicences } from '../../../electron/usecases/register/search-licences.ts'
import { revealLicence, showLicence } from '../../../electron/usecases/register/show-licence.ts'
import { returnApplication } from '../../../electron/usecases/approval/decide-application.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { BUILTIN_KINDS } from '../../../shared/domain/kinds/registry.ts'
import { type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { maskedHolderCode, withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { aBlock, aLicence, CLERK } from '../../builders/records.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import {
  APPROVER,
  bench,
  citizenId,
  codeOf,
  draftOf,
  good,
  held,
  qualificationOf,
  seen,
  submitted,
} from './support.ts'

const personKinds = BUILTIN_KINDS.filter(kind => kind.holder === 'person').map(kind => kind.id)

describe('masking', () => {
  it('shows no whole ID number in any list or story, wherever it was typed', async () => {
    const ws = await bench()
    const number = fc.integer({ min: 0, max: 27_999 }).map(citizenId)
    const places = ['holderCode', 'holderName', 'birthDate', 'contactName', 'contactPhone'] as const
    const wrap = fc.constantFrom(
      (id: string): FieldValue => id,
      (id: string): FieldValue => `张样 ${id}`,
      (id: string): FieldValue => `身份证号：${id}。`,
    )
    fc.assert(
      fc.property(
        number,
        fc.constantFrom(...personKinds),
        fc.constantFrom(...places),
        wrap,
        (id, kind, place, dress) => {
          const draft = draftOf(ws, { kind, event: 'new' }, { holderCode: id })
          const typed = good(saveDraft(ws)(CLERK, { ...seen(draft), values: { [place]: dress(id) } }))
          const licence = qualificationOf(ws, id, {
            number: `N${typed.id}`,
            applicationId: typed.id,
            values: { ...typed.values, holderCode: id },
            holderName: String(dress(id)),
          })
          good(abandonApplication(ws)(CLERK, { ...seen(typed), reason: `号码 ${id} 有误` }))
          const shown = [
            good(listApplications(ws)(CLERK, { limit: 500, states: ['abandoned'] })).items.filter(
              a => a.id === typed.id,
            ),
            good(searchLicences(ws)(CLERK, { holderCode: id, limit: 50 })),
            good(showLicence(ws)(CLERK, { key: licence.id })),
            good(desk(ws)(CLERK)),
          ]
          expect(JSON.stringify(shown)).not.toContain(id)
          expect(good(searchLicences(ws)(CLERK, { holderCode: id, limit: 50 })).items.length).toBeGreaterThan(
            0,
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  it('hides numbers that came as numbers, in lists, in returned reasons, and under a wrong code type', async () => {
    const ws = await bench()
    const id = citizenId(11)
    const draft = draftOf(
      ws,
      { kind: 'tour-guide', event: 'new' },
      { holderCode: 13800138000, contactPhone: 13800138000 },
    )
    const waiting = submitted(ws, 'travel-agency')
    good(
      returnApplication(ws)(APPROVER, {
        ...seen(waiting),
        reasons: [{ field: null, text: `与 ${id} 不符` }],
      }),
    )
    const listed = JSON.stringify(good(listApplications(ws)(CLERK, { limit: 50 })))
    expect(listed).toContain(draft.receiptNumber)
    expect(listed).not.toContain('13800138000')
    expect(listed).not.toContain(id)
    expect(maskedHolderCode('001', id)).not.toContain(id)
    expect(maskedHolderCode('001', '91110105MA01ABCD3X')).toBe('91110105MA01ABCD3X')
    expect(withoutIdNumbers('1.2.156.3005.2.11100000000013127D001')).toContain('11100000000013127D001')
    expect(withoutIdNumbers('订单 123456789012345678')).toBe('订单 123456789012345678')
  })
})

describe('searching', () => {
  it('finds by number, identifier, code, part of a name, status and dates', async () => {
    const ws = await bench()
    const id = citizenId(2)
    const mine = qualificationOf(ws, id, { holderName: '欧阳样例' })
    held(ws, { number: 'OLD', identifier: null, validTo: '2026-01-01' as CivilDate })
    const search = searchLicences(ws)
    const ids = (query: Parameters<typeof search>[1]) => good(search(CLERK, query)).items.map(i => i.id)
    for (const text of [mine.number, mine.identifier!, id, '阳样', '欧阳样例'])
      expect(ids({ text, limit: 10 }), text).toEqual([mine.id])
    expect(ids({ kind: 'guide-qualification', issuedFrom: '2026-03-02' as CivilDate, limit: 10 })).toEqual([
      mine.id,
    ])
    const [expired] = good(search(CLERK, { status: 'expired', limit: 10 })).items
    expect(expired).toMatchObject({ number: 'OLD', status: 'valid', shown: 'expired' })
    expect(codeOf(search(CLERK, { text: '欧', limit: 10 }))).toBe('search-too-short')
    expect(codeOf(search(CLERK, { name: '字'.repeat(201), limit: 10 }))).toBe('search-too-long')
    expect(codeOf(search(CLERK, { limit: 0 }))).toBe('limit-wrong')
  })
})

describe('the story of a licence', () => {
  it('has every version with its application, and is shown in full only with a purpose, told first', async () => {
    const ws = await bench()
    const id = citizenId(6)
    const draft = draftOf(ws, { kind: 'guide-qualification', event: 'new' }, { holderCode: id })
    const first = qualificationOf(ws, id, { applicationId: draft.id, status: 'superseded' })
    const second = qualificationOf(ws, id, {
      lineageId: first.id,
      version: 2,
      number: first.number,
      previousIdentifier: first.identifier,
    })
    const story = good(showLicence(ws)(CLERK, { key: first.number }))
    expect(story.versions.map(v => [v.licence.id, v.shown, v.application?.id])).toEqual([
      [first.id, 'superseded', draft.id],
      [second.id, 'valid', undefined],
    ])
    expect(story.events.map(e => e.action)).toEqual(['application.started'])
    const reveal = revealLicence(ws)
    for (const purpose of ['  ', '字'.repeat(201)])
      expect(codeOf(reveal(APPROVER, { key: second.id, purpose }))).toBe('purpose-missing')
    expect(codeOf(reveal(APPROVER, { key: 'none', purpose: '核对' }))).toBe('licence-not-found')
    expect(codeOf(showLicence(ws)(CLERK, { key: 'none' }))).toBe('licence-not-found')
    const full = good(reveal(APPROVER, { key: second.identifier!, purpose: '投诉核查' }))
    expect(full.masked).toBe(false)
    expect(JSON.stringify(full)).toContain(id)
    expect(full.events.at(-1)).toMatchObject({
      action: 'licence.revealed',
      actorName: APPROVER.name,
      detail: { purpose: '投诉核查' },
    })
  })

  it('is not shown when the journal cannot be written', async () => {
    const ws = await bench()
    const licence = qualificationOf(ws, citizenId(6))
    const db = {
      ...ws.db,
      read: ws.db.read.bind(ws.db),
      write<T>(work: Parameters<typeof ws.db.write<T>>[0]): T {
        return ws.db.write(stores => {
          work(stores)
          throw new Error('the disk is full')
        })
      },
    }
    expect(() => revealLicence({ ...ws, db })(APPROVER, { key: licence.id, purpose: '核对' })).toThrow('full')
  })

  it('asks for the kind where two have the number', async () => {
    const ws = await bench()
    held(ws, { number: 'A-1', identifier: null })
    held(ws, { number: 'A-1', identifier: null, kind: 'entertainment' })
    expect(codeOf(showLicence(ws)(CLERK, { key: 'a-1' }))).toBe('licence-ambiguous')
    const one = good(showLicence(ws)(CLERK, { key: 'A-1', kind: 'entertainment' }))
    expect(one.versions[0]?.licence.kind).toBe('entertainment')
  })
})

describe('taking out', () => {
  it('exports what was found, masked, with its line in the journal', async () => {
    const ws = await bench()
    const ids = Array.from({ length: 30 }, (_, n) => citizenId(n))
    for (const id of ids) qualificationOf(ws, id)
    held(ws, {})
    const file = path.join(temporaryFolder(), 'register.xlsx')
    const query = { kind: 'guide-qualification' as const }
    expect(good(await exportRegister(ws)(CLERK, { query, path: file }))).toEqual({ rows: 30 })
    const table = good(await ws.tables.open(file))
    let text = ''
    let rows = 0
    for await (const row of table.rows()) {
      text += JSON.stringify(good(row).cells)
      rows++
    }
    await table.close()
    expect(rows).toBe(30)
    expect(ids.filter(id => text.includes(id))).toEqual([])
    const [line] = ws.db.read(s => s.journal.list({ subject: 'register', limit: 9 }))
    expect(line).toMatchObject({ action: 'register.exported', detail: { rows: 30, filters: ['kind'] } })
    const nowhere = path.join(temporaryFolder(), 'no', 'place.xlsx')
    expect(codeOf(await exportRegister(ws)(CLERK, { query, path: nowhere }))).toBe('file-not-written')
    expect(codeOf(await exportRegister(ws)(CLERK, { query: { text: '一' }, path: file }))).toBe(
      'search-too-short',
    )
  })

  it('gives the copy byte for byte or not at all, and says who took it', async () => {
    const ws = await bench()
    const bytes = Buffer.from('%PDF-1.7 as it was issued')
    const licence = held(ws, {})
    const copy = {
      format: 'pdf' as const,
      path: 'copies/one.pdf',
      bytes: bytes.length,
      sha256: ws.digests.sha256(bytes),
    }
    expect(codeOf(copyOf(ws)(CLERK, { licenceId: licence.id }))).toBe('copy-missing')
    ws.vault.put(copy.path, bytes)
    ws.db.write(s => s.licences.addFile({ licenceId: licence.id, ...copy }))
    expect(Buffer.from(good(copyOf(ws)(CLERK, { licenceId: licence.id })).bytes)).toEqual(bytes)
    const taken = ws.db.read(s => s.journal.list({ subject: licence.id, limit: 9 }))
    expect(taken).toMatchObject([{ action: 'licence.copy-taken', detail: { number: licence.number } }])
    fs.appendFileSync(ws.vault.absolute(copy.path), '!')
    expect(codeOf(copyOf(ws)(CLERK, { licenceId: licence.id }))).toBe('copy-damaged')
  })
})

describe('the desk', () => {
  it('says what waits for everybody and for me', async () => {
    const ws = await bench()
    submitted(ws, 'travel-agency')
    draftOf(ws, { kind: 'entertainment', event: 'new' }, {})
    const soon = held(ws, { validTo: '2026-05-01' as CivilDate })
    held(ws, { number: 'late', identifier: null, validTo: '2026-03-01' as CivilDate })
    held(ws, { number: 'far', identifier: null, validTo: '2026-12-31' as CivilDate })
    ws.db.write(s => {
      s.numbers.addBlock({ block: aBlock({ count: 1 }), next: 0, importedAt: ws.clock.now(), signer: 's' })
      s.prints.insert({
        id: 'p1',
        licenceId: soon.id,
        result: 'sent',
        purpose: 'print',
        spoiltReason: null,
        sheetSerial: null,
        reprintReason: null,
        at: ws.clock.now(),
        settledAt: null,
        byName: CLERK.name,
      })
    })
    const seenByClerk = good(desk(ws)(CLERK))
    expect(seenByClerk).toMatchObject({
      today: '2026-03-02',
      open: { draft: 1, returned: 0, submitted: 1, approved: 0 },
      mine: { draft: 1, submitted: 1 },
      toDecide: 0,
      licences: 3,
    })
    expect(seenByClerk.expiring.items.map(i => i.id)).toEqual([soon.id])
    expect(seenByClerk.blocks).toHaveLength(1)
    expect(seenByClerk.prints.map(p => [p.printId, p.number])).toEqual([['p1', aLicence().number]])
    expect(good(desk(ws)(APPROVER)).toDecide).toBe(1)
  })

  it('counts what was done since midnight in China, and nothing of the day before', async () => {
    const ws = await bench()
    submitted(ws, 'travel-agency')
    expect(good(desk(ws)(CLERK)).done).toMatchObject({ taken: 1, submitted: 1, approved: 0, issued: 0 })
    ws.clock.set('2026-03-02T16:00:00.000Z')
    draftOf(ws, { kind: 'entertainment', event: 'new' }, {})
    expect(good(desk(ws)(CLERK))).toMatchObject({ today: '2026-03-03', done: { taken: 1, submitted: 0 } })
  })
})
