import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { certificateReader, createDemoPki, createPkcs12Provider } from '../../signing/index.ts'
import { createFirstAdministrator, createUser } from '../accounts/create-user.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { setBackupPlace } from './backup-place.ts'
import { noteRecoverySecret } from './recovery-secret.ts'
import { setUpOffice } from './set-up-office.ts'
import { setupProgress } from './setup-progress.ts'
import { addTrustRoots, listTrustRoots, removeTrustRoot } from './trust-roots.ts'

const PERSON = { login: 'wang', name: '王主任', password: 'Shou-ye-2026-hao' }

async function station() {
  return { ...(await testWorkstation()), certificates: certificateReader }
}
type Station = Awaited<ReturnType<typeof station>>

const doneOf = (ws: Station) =>
  setupProgress(ws)(ADMINISTRATOR)
    .steps.filter(step => step.done)
    .map(step => step.id)

const notesOf = (ws: Station, id: string) =>
  setupProgress(ws)(ADMINISTRATOR)
    .steps.find(step => step.id === id)!
    .notes.map(note => note.zh)

describe('the progress of setting up', () => {
  it('is read off what is there, step by step', async () => {
    const ws = await station()
    expect(doneOf(ws)).toEqual([])
    expect(setupProgress(ws)(ADMINISTRATOR).canIssue).toBe(false)
    noteRecoverySecret(ws)(ADMINISTRATOR, { what: 'shown' })
    expect(doneOf(ws)).toEqual([])
    noteRecoverySecret(ws)(ADMINISTRATOR, { what: 'proved' })
    const office = {
      name: '测试市文化广电旅游局',
      code: '11330100MB00000004',
      region: '330100',
      level: 'city',
      workstationId: 'TEST-WS-01',
      specimen: false,
    } as const
    mustBeOk(setUpOffice(ws)(ADMINISTRATOR, { office }), 'office')
    mustBeOk(setBackupPlace(ws)(ADMINISTRATOR, { place: '/media/disk', dataDir: ws.folder }), 'place')
    expect(doneOf(ws)).toEqual(['secret', 'office', 'backups'])
    expect(notesOf(ws, 'backups')).toEqual(['还没有做过备份'])
    expect(notesOf(ws, 'seals').join()).toContain('文化和旅游市场电子证照专用章')
  })

  it('wants two people: one who takes in, and another who decides', async () => {
    const ws = await station()
    const first = mustBeOk(await createFirstAdministrator(ws)(PERSON), 'first')
    const admin = { userId: first.id, name: first.name, roles: first.roles }
    expect(notesOf(ws, 'people')).toEqual([
      '还没有受理员',
      '还没有审批员',
      '只有一名管理员：建议再设一名，以防无人能解锁账号',
    ])
    const both = { ...PERSON, login: 'both', roles: ['clerk', 'approver'] } as const
    mustBeOk(await createUser(ws)(admin, both), 'both')
    expect(notesOf(ws, 'people')[0]).toContain('同一人')
    mustBeOk(await createUser(ws)(admin, { ...PERSON, login: 'other', roles: ['approver'] }), 'other')
    expect(doneOf(ws)).toEqual(['people'])
  })
})

const pki = () =>
  createDemoPki().make({
    officeName: '测试局',
    pin: 'Ce-shi-2026',
    now: '2026-11-23T01:00:00.000Z' as never,
    keyType: 'p256',
    subjects: { seal: '测试章' },
  })

describe('the roots that an office trusts', () => {
  it('are taken from DER and PEM, told by name and digest, and given up with a reason', async () => {
    const ws = await station()
    const { root } = await pki()
    const added = mustBeOk(addTrustRoots(ws)(ADMINISTRATOR, { file: root }), 'root')
    expect(added).toHaveLength(1)
    expect(added[0]!.fingerprint).toBe(
      new X509Certificate(root).fingerprint256.replaceAll(':', '').toLowerCase(),
    )
    const pem = new TextEncoder().encode(new X509Certificate(root).toString())
    expect(addTrustRoots(ws)(ADMINISTRATOR, { file: pem })).toMatchObject({
      error: { code: 'trust-anchor-known' },
    })
    const { fingerprint } = added[0]!
    const without = removeTrustRoot(ws)(ADMINISTRATOR, { fingerprint, reason: ' ' })
    expect(without).toMatchObject({ error: { code: 'reason-missing' } })
    mustBeOk(removeTrustRoot(ws)(ADMINISTRATOR, { fingerprint, reason: '机构换根' }), 'gone')
    expect(listTrustRoots(ws)(ADMINISTRATOR)).toEqual([])
    const again = removeTrustRoot(ws)(ADMINISTRATOR, { fingerprint, reason: '机构换根' })
    expect(again).toMatchObject({ error: { code: 'trust-anchor-unknown' } })
    const acts = ws.db.read(stores => stores.journal.list({ limit: 9 })).map(record => record.action)
    expect(acts).toEqual(['trust.root-added', 'trust.root-removed'])
  })

  it('are not taken when expired, and no other bytes are ever taken', async () => {
    const ws = await station()
    const { root } = await pki()
    ws.clock.advance({ days: 40 * 366 })
    expect(addTrustRoots(ws)(ADMINISTRATOR, { file: root })).toMatchObject({
      error: { code: 'trust-anchor-expired' },
    })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(addTrustRoots(ws)(ADMINISTRATOR, { file: bytes })).toMatchObject({
          error: { code: 'trust-anchor-unreadable' },
        })
      }),
      { numRuns: 200 },
    )
    const place = fc.integer({ min: 0, max: root.length - 1 })
    fc.assert(
      fc.property(place, end => {
        expect(addTrustRoots(ws)(ADMINISTRATOR, { file: root.subarray(0, end) })).toMatchObject({
          error: { code: 'trust-anchor-unreadable' },
        })
      }),
      { numRuns: 200 },
    )
  })

  it('are no seal certificates', async () => {
    const ws = await station()
    const { containers } = await pki()
    const seal = mustBeOk(createPkcs12Provider().inspect(containers['seal']!, 'Ce-shi-2026'), 'seal')
    expect(addTrustRoots(ws)(ADMINISTRATOR, { file: seal.certificate })).toMatchObject({
      error: { code: 'trust-anchor-no-root' },
    })
  })
})
