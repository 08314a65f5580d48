import { describe, expect, it } from 'vitest'
import { checkApplication } from '../../../electron/usecases/intake/check-application.ts'
import { applicationHistory } from '../../../electron/usecases/intake/application-history.ts'
import { attachPhoto } from '../../../electron/usecases/intake/attach-photo.ts'
import { listApplications, openApplication } from '../../../electron/usecases/intake/list-applications.ts'
import { setMaterial } from '../../../electron/usecases/intake/materials.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import {
  abandonApplication,
  submitApplication,
} from '../../../electron/usecases/intake/submit-application.ts'
import { CLERK } from '../../builders/records.ts'
import {
  approved,
  bench,
  bitmap,
  citizenId,
  codeOf,
  draftOf,
  exampleOf,
  good,
  OTHER_CLERK,
  qualificationOf,
  seen,
  submitted,
  withPapers,
} from './support.ts'

describe('submitting', () => {
  it('tells each fault in words, a missing glyph by its name, and lets nothing through', async () => {
    const ws = await bench({ glyphs: true })
    const draft = draftOf(
      ws,
      { kind: 'network-culture', event: 'new' },
      { ...exampleOf('network-culture'), legalRep: '张\u{2fffd}' },
    )
    const refused = submitApplication(ws)(CLERK, seen(draft))
    expect(codeOf(refused)).toBe('application-faulty')
    const faults = refused.ok || refused.error.code !== 'application-faulty' ? [] : refused.error.findings
    expect(faults.map(f => f.code)).toEqual(expect.arrayContaining(['glyph-missing', 'material-missing']))
    expect(faults.find(f => f.code === 'glyph-missing')?.text.zh).toContain('U+2FFFD')
    expect(good(openApplication(ws)(CLERK, { applicationId: draft.id })).state).toBe('draft')
    const stale = submitApplication(ws)(CLERK, { applicationId: draft.id, seenRevision: 1 })
    expect(codeOf(stale)).toBe('revision-stale')
    expect(codeOf(submitApplication(ws)(CLERK, { applicationId: 'x', seenRevision: 1 }))).toBe(
      'application-not-found',
    )
  })

  it('names a character that nobody sees once, and does not ask for a font', async () => {
    const ws = await bench({ glyphs: true })
    for (const hidden of ['\u202e', '\u200b', '\ufe0f']) {
      const values = { ...exampleOf('network-culture'), legalRep: `张${hidden}样` }
      const draft = draftOf(ws, { kind: 'network-culture', event: 'new' }, values)
      const found = good(checkApplication(ws)(CLERK, { applicationId: draft.id }))
      const told = found.filter(f => f.field === 'legalRep')
      expect(told.map(f => f.code)).toEqual(['bad-character'])
      expect(told[0]?.text.zh).toMatch(/请删除/)
      expect(told[0]?.text.zh).not.toContain('字体')
    }
  })

  it.each(['network-culture', 'travel-agency', 'guide-qualification', 'tour-guide'] as const)(
    'takes a whole %s, which then stands still until it is decided',
    async kind => {
      const ws = await bench({ glyphs: true })
      const done = submitted(ws, kind)
      expect(done).toMatchObject({ state: 'submitted', decision: null })
      const refused = [
        submitApplication(ws)(CLERK, seen(done)),
        saveDraft(ws)(CLERK, { ...seen(done), values: {} }),
        attachPhoto(ws)(CLERK, { ...seen(done), photo: bitmap() }),
        setMaterial(ws)(CLERK, { ...seen(done), materialId: 'application-form', state: 'missing' }),
      ]
      expect(refused.map(codeOf)).toEqual(Array(4).fill('application-state-wrong'))
    },
  )

  it('gives up with a reason, before the approval only', async () => {
    const ws = await bench()
    const abandon = abandonApplication(ws)
    const draft = draftOf(ws, { kind: 'entertainment', event: 'new' }, {})
    expect(codeOf(abandon(CLERK, { ...seen(draft), reason: ' ' }))).toBe('reason-missing')
    expect(codeOf(abandon(CLERK, { ...seen(draft), reason: '字'.repeat(501) }))).toBe('reason-missing')
    expect(good(abandon(CLERK, { ...seen(draft), reason: '申请人撤回' })).state).toBe('abandoned')
    expect(codeOf(abandon(CLERK, { applicationId: 'x', seenRevision: 1, reason: '—' }))).toBe(
      'application-not-found',
    )
    const late = approved(ws, 'travel-agency')
    expect(codeOf(abandon(CLERK, { ...seen(late), reason: '—' }))).toBe('application-state-wrong')
  })

  it('leaves a history that names everybody', async () => {
    const ws = await bench()
    const id = citizenId(9)
    qualificationOf(ws, id)
    let draft = draftOf(
      ws,
      { kind: 'tour-guide', event: 'new' },
      { ...exampleOf('tour-guide'), holderCode: id },
    )
    draft = good(attachPhoto(ws)(OTHER_CLERK, { ...seen(draft), photo: bitmap() }))
    const waiver = { materialId: 'qualification-certificate', state: 'waived' as const }
    draft = good(setMaterial(ws)(CLERK, { ...seen(draft), ...waiver }))
    good(abandonApplication(ws)(CLERK, { ...seen(withPapers(ws, draft)), reason: `改用 ${id} 重新申请` }))
    const lines = good(applicationHistory(ws)(CLERK, { applicationId: draft.id }))
    expect(lines.map(l => [l.byName, l.action])).toEqual([
      ['受理员乙', 'application.started'],
      ['受理员丁', 'application.edited-by-another'],
      ['受理员丁', 'application.photo-attached'],
      ['受理员乙', 'application.material-waived'],
      ['受理员乙', 'application.abandoned'],
    ])
    expect(JSON.stringify(lines)).not.toContain(id)
    expect(lines.every(l => l.text.zh !== l.action)).toBe(true)
    expect(codeOf(applicationHistory(ws)(CLERK, { applicationId: 'x' }))).toBe('application-not-found')
  })

  it('lists pages of at most 500', async () => {
    const ws = await bench()
    for (const limit of [0, 501, 1.5])
      expect(codeOf(listApplications(ws)(CLERK, { limit }))).toBe('limit-wrong')
  })
})
