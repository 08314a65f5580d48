import { describe, expect, it } from 'vitest'
import {
  approveApplication,
  returnApplication,
} from '../../../electron/usecases/approval/decide-application.ts'
import { reviewApplication } from '../../../electron/usecases/approval/review-application.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { startApplication } from '../../../electron/usecases/intake/start-application.ts'
import { submitApplication } from '../../../electron/usecases/intake/submit-application.ts'
import { CLERK } from '../../builders/records.ts'
import {
  APPROVER,
  approved,
  bench,
  BOTH,
  codeOf,
  exampleOf,
  good,
  held,
  readyApplication,
  seen,
  submitted,
} from './support.ts'

const REASON = [{ field: 'legalRep', text: '与营业执照不一致' }]

describe('four eyes', () => {
  it('keep the maker, every editor and the submitter from deciding, for good', async () => {
    const ws = await bench()
    const own = good(
      submitApplication(ws)(BOTH, seen(readyApplication(ws, 'travel-agency', undefined, BOTH))),
    )
    expect(codeOf(approveApplication(ws)(BOTH, seen(own)))).toBe('maker-is-checker')
    expect(codeOf(returnApplication(ws)(BOTH, { ...seen(own), reasons: REASON }))).toBe('maker-is-checker')

    const ready = readyApplication(ws, 'network-culture')
    const touched = good(saveDraft(ws)(BOTH, { ...seen(ready), values: { legalRep: '李样' } }))
    const edited = good(submitApplication(ws)(CLERK, seen(touched)))
    expect(edited.editorIds).toEqual([BOTH.userId])
    expect(codeOf(approveApplication(ws)(BOTH, seen(edited)))).toBe('maker-is-checker')
    const returned = good(returnApplication(ws)(APPROVER, { ...seen(edited), reasons: REASON }))
    const mended = good(saveDraft(ws)(CLERK, { ...seen(returned), values: { legalRep: '张样' } }))
    const again = good(submitApplication(ws)(CLERK, seen(mended)))
    expect(codeOf(approveApplication(ws)(BOTH, seen(again)))).toBe('maker-is-checker')

    const handedOn = good(submitApplication(ws)(BOTH, seen(readyApplication(ws, 'entertainment'))))
    expect(codeOf(approveApplication(ws)(BOTH, seen(handedOn)))).toBe('maker-is-checker')
    expect(good(approveApplication(ws)(APPROVER, seen(handedOn))).state).toBe('approved')
  })
})

describe('deciding', () => {
  it('is bound to the revision that was seen', async () => {
    const ws = await bench()
    const first = submitted(ws, 'network-culture')
    const returned = good(returnApplication(ws)(APPROVER, { ...seen(first), reasons: REASON }))
    expect(codeOf(approveApplication(ws)(APPROVER, seen(returned)))).toBe('application-state-wrong')
    const again = good(submitApplication(ws)(CLERK, seen(returned)))
    expect(again.decision).toBeNull()
    expect(codeOf(approveApplication(ws)(APPROVER, seen(first)))).toBe('revision-stale')
    const done = good(approveApplication(ws)(APPROVER, seen(again)))
    expect(done.decision).toMatchObject({ outcome: 'approved', revision: done.revision, byName: '审批员丙' })
    expect(codeOf(approveApplication(ws)(APPROVER, { applicationId: 'x', seenRevision: 1 }))).toBe(
      'application-not-found',
    )
  })

  it('checks once more: what was right at the submission may not be now', async () => {
    const ws = await bench()
    const waiting = submitted(ws, 'tour-guide')
    ws.db.write(s =>
      s.applications.update({ ...waiting, values: { ...waiting.values, photo: null } }, waiting.revision),
    )
    expect(codeOf(approveApplication(ws)(APPROVER, seen(waiting)))).toBe('application-faulty')
  })

  it('returns with reasons tied to fields, also what was approved and has no licence yet', async () => {
    const ws = await bench()
    const waiting = submitted(ws, 'network-culture')
    const giveBack = returnApplication(ws)
    const bad = [
      [[], 'reason-missing'],
      [[{ field: null, text: '  ' }], 'reason-missing'],
      [[{ field: 'nonsense', text: '错' }], 'field-unknown'],
      [[{ field: null, text: '字'.repeat(501) }], 'reason-too-long'],
      [Array.from({ length: 51 }, () => ({ field: null, text: '错' })), 'reason-too-long'],
    ] as const
    for (const [reasons, code] of bad)
      expect(codeOf(giveBack(APPROVER, { ...seen(waiting), reasons }))).toBe(code)
    const back = good(giveBack(APPROVER, { ...seen(waiting), reasons: REASON }))
    expect(back).toMatchObject({ state: 'returned', decision: { outcome: 'returned', reasons: REASON } })
    const decided = approved(ws, 'travel-agency')
    expect(good(giveBack(APPROVER, { ...seen(decided), reasons: REASON })).state).toBe('returned')
  })
})

describe('reviewing', () => {
  it('names what would change, before and after, beside the present licence', async () => {
    const ws = await bench()
    const values = exampleOf('network-culture')
    const licence = held(ws, { values, holderCode: String(values['holderCode']) })
    const start = { kind: 'network-culture', event: 'change', licenceId: licence.id } as const
    const draft = good(startApplication(ws)(CLERK, start))
    const scope = ['music', 'comics']
    const changed = good(saveDraft(ws)(CLERK, { ...seen(draft), values: { legalRep: '李样', scope } }))
    const review = good(reviewApplication(ws)(APPROVER, { applicationId: changed.id }))
    expect(review.present?.id).toBe(licence.id)
    expect(review.differences.map(d => d.field)).toEqual(['legalRep', 'scope'])
    expect(review.differences[0]).toMatchObject({ before: '张𬭎', after: '李样' })
    expect(review.differences[1]?.before).not.toContain('music')
    expect(review.findings.some(f => f.code === 'material-missing')).toBe(true)
    const fresh = good(reviewApplication(ws)(APPROVER, { applicationId: submitted(ws, 'travel-agency').id }))
    expect(fresh).toMatchObject({ present: null, differences: [] })
    expect(codeOf(reviewApplication(ws)(APPROVER, { applicationId: 'x' }))).toBe('application-not-found')
  })
})
