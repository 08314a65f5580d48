import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR, aBlock, CLERK, OFFICE } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { officeOf, trustAnchorsOf } from '../common/settings.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { setUpOffice } from './set-up-office.ts'

const DER = Buffer.concat([Buffer.from([0x30]), Buffer.alloc(200, 7)])

describe('setting the office up', () => {
  it('is done once by anybody, later by an administrator', async () => {
    const ws = await testWorkstation()
    const set = setUpOffice(ws)
    expect(
      set(SYSTEM_ACTOR, { office: { ...OFFICE, name: ` ${OFFICE.name} ` }, trustAnchors: [DER] }),
    ).toEqual({
      ok: true,
      value: { office: OFFICE, warnings: [] },
    })
    expect(ws.db.read(officeOf)).toEqual(OFFICE)
    expect(ws.db.read(trustAnchorsOf)).toEqual([DER.toString('base64')])
    const renamed = { ...OFFICE, name: '北京市文化和旅游局（新）' }
    expect(set(CLERK, { office: renamed })).toMatchObject({ error: { code: 'office-set-already' } })
    expect(set(ADMINISTRATOR, { office: renamed }).ok).toBe(true)
    expect(ws.db.read(trustAnchorsOf)).toHaveLength(1)
    expect(ws.db.read(stores => stores.journal.list({ limit: 9 })).map(entry => entry.action)).toEqual([
      'office.set-up',
      'office.set-up',
    ])
  })

  it.each([
    ['no name', { name: '局' }, 'office-name-invalid'],
    ['a code of another form', { code: '1111000000002113' }, 'office-code-invalid'],
    ['an old registration number', { code: '110000000021135' }, 'office-code-invalid'],
    ['a region that is none', { region: '119999' }, 'office-region-unknown'],
    ['a region of twelve digits', { region: '110000000000' }, 'office-region-unknown'],
    ['a workstation id of another form', { workstationId: 'ws-1' }, 'workstation-id-invalid'],
  ])('refuses %s', async (_what, over, code) => {
    const ws = await testWorkstation()
    expect(setUpOffice(ws)(SYSTEM_ACTOR, { office: { ...OFFICE, ...over } })).toMatchObject({
      error: { code },
    })
    expect(ws.db.read(officeOf)).toBeUndefined()
  })

  it('warns of a check character that does not fit, and of a level that is not the region’s', async () => {
    const ws = await testWorkstation()
    const office = { ...OFFICE, code: '11110000000021135A', level: 'county' as const }
    const result = setUpOffice(ws)(SYSTEM_ACTOR, { office })
    expect(result.ok && result.value.warnings.map(warning => warning.code)).toEqual([
      'office-code-check',
      'office-region-level',
    ])
  })

  it('refuses roots that are no certificates', async () => {
    const ws = await testWorkstation()
    for (const root of [Buffer.from('-----BEGIN'), Buffer.alloc(20_000, 0x30), Buffer.from([0x30])])
      expect(setUpOffice(ws)(SYSTEM_ACTOR, { office: OFFICE, trustAnchors: [root] })).toMatchObject({
        error: { code: 'trust-anchor-unreadable' },
      })
  })

  it('never turns a demonstration into a real office once it has numbers', async () => {
    const ws = await testWorkstation()
    setUpOffice(ws)(SYSTEM_ACTOR, { office: OFFICE })
    ws.db.write(stores =>
      stores.numbers.addBlock({ block: aBlock(), next: 0, importedAt: ws.clock.now(), signer: 's' }),
    )
    for (const over of [{ specimen: false }, { workstationId: 'WS-110000-02' }])
      expect(setUpOffice(ws)(ADMINISTRATOR, { office: { ...OFFICE, ...over } })).toMatchObject({
        error: { code: 'office-in-use' },
      })
  })
})
