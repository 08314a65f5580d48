import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkApplication } from '../../../electron/usecases/intake/check-application.ts'
import { attachPhoto } from '../../../electron/usecases/intake/attach-photo.ts'
import { openApplication } from '../../../electron/usecases/intake/list-applications.ts'
import { setMaterial } from '../../../electron/usecases/intake/materials.ts'
import { offerPrefill } from '../../../electron/usecases/intake/offer-prefill.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { startApplication } from '../../../electron/usecases/intake/start-application.ts'
import { normaliseValue } from '../../../shared/domain/kinds/normalise-value.ts'
import { photoFacts } from '../../../shared/domain/photo/inspect-photo.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { CLERK } from '../../builders/records.ts'
import {
  bench,
  bitmap,
  citizenId,
  codeOf,
  draftOf,
  exampleOf,
  good,
  held,
  OTHER_CLERK,
  qualificationOf,
  readyApplication,
  seen,
  type Bench,
} from './support.ts'

const findings = (ws: Bench, applicationId: string) => good(checkApplication(ws)(CLERK, { applicationId }))
const codes = (ws: Bench, applicationId: string) => findings(ws, applicationId).map(f => f.code)

describe('starting', () => {
  it('needs an office, an event that the kind knows, and a licence that can have it', async () => {
    const bare = await bench({ office: false })
    expect(codeOf(startApplication(bare)(CLERK, { kind: 'entertainment', event: 'new' }))).toBe(
      'office-missing',
    )
    const ws = await bench()
    const start = startApplication(ws)
    const qualification = qualificationOf(ws, citizenId(1))
    expect(codeOf(start(CLERK, { kind: 'entertainment', event: 'renew' }))).toBe('licence-not-found')
    expect(codeOf(start(CLERK, { kind: 'tour-guide', event: 'change', licenceId: qualification.id }))).toBe(
      'licence-kind-wrong',
    )
    expect(codeOf(start(CLERK, { kind: 'guide-qualification', event: 'renew' }))).toBe('event-not-allowed')
    const cases = [
      ['superseded', 'licence-not-newest'],
      ['revoked', 'status-unfit'],
    ] as const
    for (const [status, code] of cases) {
      const { id } = held(ws, { number: `N-${status}`, identifier: null, status })
      expect(codeOf(start(CLERK, { kind: 'network-culture', event: 'change', licenceId: id }))).toBe(code)
    }
    const expired = held(ws, { number: 'N-old', identifier: null, validTo: '2026-03-01' as CivilDate })
    expect(codeOf(start(CLERK, { kind: 'network-culture', event: 'change', licenceId: expired.id }))).toBe(
      'status-unfit',
    )
  })

  it('numbers receipts by day and begins with what the present licence says', async () => {
    const ws = await bench()
    const a = good(startApplication(ws)(CLERK, { kind: 'entertainment', event: 'new' }))
    const b = good(startApplication(ws)(CLERK, { kind: 'entertainment', event: 'new' }))
    expect([a.receiptNumber, b.receiptNumber]).toEqual([
      'WS-110000-01-20260302-0001',
      'WS-110000-01-20260302-0002',
    ])
    const licence = held(ws, { values: exampleOf('network-culture') })
    const change = good(
      startApplication(ws)(CLERK, { kind: 'network-culture', event: 'change', licenceId: licence.id }),
    )
    expect(change.values['legalRep']).toBe('张𬭎')
    expect(change.values).not.toHaveProperty('certNo')
  })
})

describe('drafts', () => {
  it('keep what cannot be understood exactly as typed, whatever it is', async () => {
    const ws = await bench()
    const kind = ws.standard.kind('tour-guide')
    const fields = kind.fields.filter(f => f.entry === 'clerk' && f.type.type !== 'photo')
    let now = good(startApplication(ws)(CLERK, { kind: 'tour-guide', event: 'new' }))
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (field, typed) => {
          now = good(saveDraft(ws)(CLERK, { ...seen(now), values: { [field.id]: typed } }))
          const kept = good(openApplication(ws)(CLERK, { applicationId: now.id })).values[field.id]
          const own = normaliseValue(kind, field, typed, ws.standard.regions)
          expect(kept).toEqual(own.ok ? own.value : typed)
        },
      ),
      { numRuns: 150 },
    )
    now = good(saveDraft(ws)(CLERK, { ...seen(now), values: { birthDate: '属虎那年', level: '最高级' } }))
    expect(now.values).toMatchObject({ birthDate: '属虎那年', level: '最高级' })
    expect(codes(ws, now.id)).toEqual(expect.arrayContaining(['not-a-date']))
    const cleared = good(saveDraft(ws)(CLERK, { ...seen(now), values: { birthDate: null } }))
    expect(cleared.values['birthDate']).toBeNull()
  })

  it('are saved on the revision that was seen, and on no other', async () => {
    const ws = await bench()
    const draft = good(startApplication(ws)(CLERK, { kind: 'entertainment', event: 'new' }))
    const first = good(saveDraft(ws)(CLERK, { ...seen(draft), values: { holderName: '甲' } }))
    const late = saveDraft(ws)(OTHER_CLERK, { ...seen(draft), values: { holderName: '乙' } })
    expect(codeOf(late)).toBe('revision-stale')
    expect(good(openApplication(ws)(CLERK, { applicationId: draft.id }))).toEqual(first)
    const save = saveDraft(ws)
    expect(codeOf(save(CLERK, { ...seen(first), values: { certNo: 'X' } }))).toBe('field-unknown')
    expect(codeOf(save(CLERK, { ...seen(first), values: { nonsense: 'X' } }))).toBe('field-unknown')
    expect(codeOf(save(CLERK, { ...seen(first), values: { holderName: 'x'.repeat(20_001) } }))).toBe(
      'value-too-long',
    )
    const many = Array.from({ length: 1001 }, () => '')
    expect(codeOf(save(CLERK, { ...seen(first), values: { scope: many } }))).toBe('value-too-long')
    expect(codeOf(save(CLERK, { applicationId: 'none', seenRevision: 1, values: {} }))).toBe(
      'application-not-found',
    )
    expect(codeOf(openApplication(ws)(CLERK, { applicationId: 'none' }))).toBe('application-not-found')
    expect(codeOf(checkApplication(ws)(CLERK, { applicationId: 'none' }))).toBe('application-not-found')
  })
})

describe('photos', () => {
  it('are judged by the rule; a bitmap is kept as PNG', async () => {
    const ws = await bench()
    const draft = draftOf(ws, { kind: 'tour-guide', event: 'new' }, exampleOf('tour-guide'))
    const attach = attachPhoto(ws)
    for (const [photo, code] of [
      [new Uint8Array(100), 'photo-unreadable'],
      [bitmap(100, 152), 'photo-size'],
      [bitmap(413, 413), 'photo-shape'],
      [bitmap(413, 626).subarray(0, 60_000), 'photo-unreadable'],
    ] as const)
      expect(codeOf(attach(CLERK, { ...seen(draft), photo }))).toBe(code)
    const kept = good(attach(CLERK, { ...seen(draft), photo: bitmap() }))
    const bytes = ws.db.read(s => s.blobs.get(String(kept.values['photo'])))
    expect(photoFacts(bytes!)).toEqual({ format: 'png', widthPx: 413, heightPx: 626 })
    const company = good(startApplication(ws)(CLERK, { kind: 'entertainment', event: 'new' }))
    expect(codeOf(attach(CLERK, { ...seen(company), photo: bitmap() }))).toBe('photo-not-asked')
  })

  it("cannot be taken from somebody else by their digest, but from the holder's own licence", async () => {
    const ws = await bench()
    const other = readyApplication(ws, 'tour-guide')
    const digest = String(other.values['photo'])
    const id = citizenId(7)
    const draft = draftOf(ws, { kind: 'tour-guide', event: 'new' }, { holderCode: id })
    const naming = { ...seen(draft), values: { photo: digest } }
    expect(codeOf(saveDraft(ws)(CLERK, naming))).toBe('photo-not-attached')
    qualificationOf(ws, id, { values: { photo: digest, holderCode: id } })
    expect(good(saveDraft(ws)(CLERK, naming)).values['photo']).toBe(digest)
  })

  it('that are named but not kept here are a fault, not a face without a picture', async () => {
    const ws = await bench()
    const ready = readyApplication(ws, 'tour-guide')
    const photo = `sha256:${'0'.repeat(64)}`
    ws.db.write(s => s.applications.update({ ...ready, values: { ...ready.values, photo } }, ready.revision))
    expect(codes(ws, ready.id)).toContain('photo-lost')
  })
})

describe('what the register knows', () => {
  it('fills only from licences in force of the same holder, and never over what was typed', async () => {
    const ws = await bench()
    const id = citizenId(3)
    qualificationOf(ws, id)
    qualificationOf(ws, id, { status: 'revoked', holderName: '错', number: 'R', identifier: null })
    const draft = draftOf(ws, { kind: 'tour-guide', event: 'new' }, { holderCode: id, gender: '1' })
    const offers = good(offerPrefill(ws)(CLERK, { applicationId: draft.id }))
    const fields = offers.prefill.map(o => o.field)
    expect(fields).toContain('holderName')
    // The number itself says the birth date, and what was typed stays.
    expect(draft.values).toMatchObject({ birthDate: expect.stringMatching(/^\d{4}-/), gender: '1' })
    expect(fields).not.toContain('birthDate')
    expect(fields).not.toContain('gender')
    expect(fields).not.toContain('holderCode')
    expect(offers.prefill.every(o => o.kind === 'guide-qualification')).toBe(true)
    expect(offers.waivers.map(w => w.materialId)).toEqual(['qualification-certificate'])
    const nobody = draftOf(ws, { kind: 'tour-guide', event: 'new' }, { holderCode: citizenId(4) })
    expect(good(offerPrefill(ws)(CLERK, { applicationId: nobody.id }))).toEqual({ prefill: [], waivers: [] })
    const empty = good(startApplication(ws)(CLERK, { kind: 'tour-guide', event: 'new' }))
    expect(good(offerPrefill(ws)(CLERK, { applicationId: empty.id }))).toEqual({ prefill: [], waivers: [] })
    expect(codeOf(offerPrefill(ws)(CLERK, { applicationId: 'none' }))).toBe('application-not-found')
  })

  it('waives a paper only on a licence in force of the same holder, and only as long as it is', async () => {
    const ws = await bench()
    const id = citizenId(3)
    const waive = setMaterial(ws)
    const asked = { materialId: 'qualification-certificate', state: 'waived' as const }
    let draft = draftOf(ws, { kind: 'tour-guide', event: 'new' }, { holderCode: id })
    expect(codeOf(waive(CLERK, { ...seen(draft), ...asked }))).toBe('waiver-not-founded')
    expect(codeOf(waive(CLERK, { ...seen(draft), ...asked, materialId: 'x' }))).toBe('material-unknown')
    const licence = qualificationOf(ws, id)
    draft = good(waive(CLERK, { ...seen(draft), ...asked }))
    expect(draft.materials.find(m => m.id === asked.materialId)).toEqual({
      id: asked.materialId,
      state: 'waived',
      waivedBy: licence.identifier,
    })
    expect(codes(ws, draft.id)).not.toContain('waiver-not-founded')
    const another = good(saveDraft(ws)(CLERK, { ...seen(draft), values: { holderCode: citizenId(5) } }))
    expect(codes(ws, draft.id)).toContain('waiver-not-founded')
    good(saveDraft(ws)(CLERK, { ...seen(another), values: { holderCode: id } }))
    ws.db.write(s => s.licences.setStatus(licence.id, 'revoked', ws.clock.now()))
    expect(codes(ws, draft.id)).toContain('waiver-not-founded')
  })

  it('warns of open applications and of licences in force, with an end', async () => {
    const ws = await bench()
    const values = exampleOf('network-culture')
    const code = String(values['holderCode'])
    held(ws, { holderCode: code })
    const drafts = Array.from({ length: 8 }, () =>
      draftOf(ws, { kind: 'network-culture', event: 'new' }, values),
    )
    const said = findings(ws, drafts[0]!.id)
    expect(said.filter(f => f.code === 'duplicate-licence')).toHaveLength(1)
    const open = said.filter(f => f.code === 'duplicate-application')
    expect(open).toHaveLength(5)
    expect(open.at(-1)?.text.zh).toContain('另外还有 2 件')
    expect(said.every(f => f.severity === 'warning' || f.code === 'material-missing')).toBe(true)
  })

  it.each([
    ['2028-08-01T01:00:00.000Z', 'renewal-early'],
    ['2029-01-15T01:00:00.000Z', null],
    ['2029-02-27T01:00:00.000Z', 'renewal-late'],
  ])('looks at the renewal window: on %s %s', async (day, code) => {
    const ws = await bench()
    const licence = held(ws, { values: exampleOf('network-culture') })
    ws.clock.set(day)
    const draft = good(
      startApplication(ws)(CLERK, { kind: 'network-culture', event: 'renew', licenceId: licence.id }),
    )
    expect(codes(ws, draft.id).filter(c => c.startsWith('renewal-'))).toEqual(code === null ? [] : [code])
  })

  it('asks when the holder is not that of the licence', async () => {
    const ws = await bench()
    const values = exampleOf('network-culture')
    const licence = held(ws, { values, holderCode: String(values['holderCode']) })
    const start = { kind: 'network-culture', event: 'change', licenceId: licence.id } as const
    const same = good(startApplication(ws)(CLERK, start))
    expect(codes(ws, same.id)).not.toContain('holder-changed')
    const other = draftOf(ws, start, { holderCode: String(exampleOf('network-culture', 1)['holderCode']) })
    expect(codes(ws, other.id)).toContain('holder-changed')
  })
})
