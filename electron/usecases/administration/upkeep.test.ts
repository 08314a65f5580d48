import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { COPY, workstationWithLicence } from '../../../tests/builders/issued.ts'
import { ADMINISTRATOR, aBlock, aLicence, aSeal, CLERK, OFFICE } from '../../../tests/builders/records.ts'
import {
  temporaryFolder,
  testWorkstation,
  type TestWorkstation,
} from '../../../tests/builders/workstation-db.ts'
import { createUser } from '../accounts/create-user.ts'
import { setHeldBlocks } from '../common/held-blocks.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { backUp } from './back-up.ts'
import { checkHealth } from './check-health.ts'
import { helpBundle } from './help-bundle.ts'
import { sweepOrphans } from './sweep-orphans.ts'

describe('the sweep at start', () => {
  it('removes what no licence owns and what was broken off, and keeps the rest', async () => {
    const ws = await workstationWithLicence()
    ws.vault.put('copies/network-culture/2026/orphan.pdf', Buffer.from('x'))
    ws.vault.put('copies/network-culture/2026/two.pdf.0123456789ab.part', Buffer.from('x'))
    ws.vault.put('seals/seal-2.p12.0123456789ab.part', Buffer.from('x'))
    ws.vault.put('scratch/drill-1.part/workstation.db', Buffer.from('x'))
    const report = sweepOrphans(ws)(SYSTEM_ACTOR)
    expect(report).toEqual({ orphans: 1, leftovers: 3, destroyedKeys: 0, missing: [], alarms: [] })
    expect([...ws.vault.list('copies')]).toEqual([COPY])
    expect([...ws.vault.list('seals')]).toEqual(['seals/seal-1.p12'])
    expect([...ws.vault.list('scratch')]).toEqual([])
    const entries = ws.db.read(stores => stores.journal.list({ limit: 50 }))
    expect(entries.at(-1)).toMatchObject({
      action: 'file.swept',
      detail: { orphans: 1, leftovers: 3, missing: 0 },
    })
  })

  it('writes nothing when there was nothing to do', async () => {
    const ws = await workstationWithLicence()
    const before = ws.db.read(stores => stores.journal.count())
    sweepOrphans(ws)(SYSTEM_ACTOR)
    expect(ws.db.read(stores => stores.journal.count())).toBe(before)
  })

  it('is loud about files that are gone, and removes the keys of destroyed seals', async () => {
    const ws = await workstationWithLicence()
    ws.vault.remove(COPY)
    ws.vault.remove('seals/seal-1.p12')
    ws.vault.put('seals/seal-2.p12', Buffer.from('x'))
    ws.db.write(stores =>
      stores.seals.insert(
        aSeal({
          id: 'seal-2',
          fingerprint: 'b'.repeat(64),
          containerPath: 'seals/seal-2.p12',
          state: 'destroyed',
        }),
      ),
    )
    const report = sweepOrphans(ws)(SYSTEM_ACTOR)
    expect(report.missing).toEqual([COPY, 'seals/seal-1.p12'])
    expect(report.alarms.map(alarm => alarm.code)).toEqual(['copies-missing', 'seal-container-missing'])
    expect(report.destroyedKeys).toBe(1)
    expect([...ws.vault.list('seals')]).toEqual([])
  })
})

describe('the check at start', () => {
  const plenty = { freeBytes: () => 100 * 1024 ** 3 }
  const codes = async (ws: TestWorkstation, disk = plenty) =>
    (await checkHealth({ ...ws, disk })(SYSTEM_ACTOR)).notes.map(
      note => `${note.severity} ${note.error.code}`,
    )

  it('goes through the database only where the whole is asked', async () => {
    const ws = await workstationWithLicence()
    const asked: string[] = []
    const check = (depth: 'quick' | 'full') => {
      asked.push(depth)
      return ws.db.check(depth)
    }
    const health = checkHealth({ ...ws, db: { ...ws.db, check }, disk: plenty })
    await health(SYSTEM_ACTOR, false)
    expect(asked).toEqual([])
    await health(SYSTEM_ACTOR, true)
    expect(asked).toEqual(['quick'])
  })

  it('says nothing of a sound workstation', async () => {
    const ws = await workstationWithLicence()
    await backUp(ws)(ADMINISTRATOR, { place: path.join(temporaryFolder(), 'b') })
    expect(await codes(ws)).toEqual([])
  })

  it('names what the day must begin with', async () => {
    const ws = await workstationWithLicence()
    expect(await codes(ws)).toEqual(['warning backup-old'])
    ws.clock.set('2026-12-15T00:00:00.000Z')
    ws.db.write(stores =>
      stores.seals.insert(
        aSeal({ id: 'soon', fingerprint: 'c'.repeat(64), notAfter: '2027-01-05T00:00:00.000Z' as Instant }),
      ),
    )
    expect(await codes(ws, { freeBytes: () => 1024 ** 3 })).toEqual([
      'warning seal-expires-soon',
      'warning backup-old',
      'warning disk-nearly-full',
    ])
    ws.clock.set('2029-06-01T00:00:00.000Z')
    expect(await codes(ws)).toEqual([
      'fault seal-expired',
      'fault seal-expired',
      'fault block-dry',
      'warning backup-old',
    ])
  })

  it('says when the clock stands before the last entry of the journal', async () => {
    const ws = await workstationWithLicence()
    await backUp(ws)(ADMINISTRATOR, { place: path.join(temporaryFolder(), 'b') })
    const [last] = ws.db.read(stores => stores.journal.list({ limit: 1000 })).slice(-1)
    ws.clock.set(new Date(Date.parse(last!.at) - 3 * 24 * 3_600_000).toISOString())
    expect(await codes(ws)).toContain('warning clock-went-back')
  })

  it('names blocks that run low, and blocks that a restore holds', async () => {
    const ws = await workstationWithLicence()
    await backUp(ws)(ADMINISTRATOR, { place: path.join(temporaryFolder(), 'b') })
    ws.db.write(stores => {
      const state = { importedAt: ws.clock.now(), signer: 's' }
      const low = aBlock({ blockId: 'LOW', kind: 'entertainment', count: 100 })
      stores.numbers.addBlock({ block: low, next: 97, ...state })
      setHeldBlocks(stores, [aBlock().blockId])
    })
    const { notes } = await checkHealth({ ...ws, disk: plenty })(SYSTEM_ACTOR)
    expect(notes.map(note => [note.severity, note.error.code, note.error.data?.['free']])).toEqual([
      ['warning', 'block-held', 49],
      ['warning', 'block-low', 3],
    ])
  })

  it('sees that the clock was set back', async () => {
    const ws = await workstationWithLicence()
    ws.clock.advance({ minutes: -4 })
    expect(await codes(ws)).toEqual(['warning backup-old'])
    ws.clock.advance({ days: -1 })
    expect(await codes(ws)).toEqual(['warning clock-went-back', 'warning backup-old'])
  })

  it('asks for an office first', async () => {
    expect(await codes(await testWorkstation())).toEqual(['fault office-not-set-up'])
  })

  it('stops at a damaged database', async () => {
    const ws = await workstationWithLicence()
    const damaged = {
      ...ws,
      db: { ...ws.db, check: () => Promise.resolve(['page 3: its seal does not hold']) },
    }
    expect(await codes(damaged)).toEqual(['fault database-damaged'])
  })
})

describe('the help bundle', () => {
  it('holds no name, code or number that the database holds', async () => {
    const ws = await workstationWithLicence()
    await createUser(ws)(ADMINISTRATOR, {
      login: 'zhang.san',
      name: '张三丰',
      roles: ['clerk'],
      password: 'Mima-2026-x',
    })
    ws.faults.record(new Error(`cannot draw ${aLicence().holderName} ${aLicence().holderCode}`))
    ws.clock.advance({ days: 3 })
    await backUp(ws)(ADMINISTRATOR, { place: path.join(temporaryFolder(), 'b') })
    const file = path.join(temporaryFolder(), 'help.json')
    const result = await helpBundle(ws)(ADMINISTRATOR, { path: file })
    if (!result.ok) throw new Error(result.error.code)
    const text = fs.readFileSync(file, 'utf8')
    const licence = aLicence()
    const block = aBlock()
    const seal = aSeal()
    const personal = [
      licence.id,
      licence.number,
      licence.identifier!,
      licence.holderName,
      licence.holderCode,
      OFFICE.name,
      OFFICE.code,
      OFFICE.region,
      OFFICE.workstationId,
      block.blockId,
      block.template,
      seal.name,
      seal.subject,
      seal.fingerprint,
      ADMINISTRATOR.name,
      CLERK.name,
      'zhang.san',
      '张三丰',
      ws.folder,
    ]
    expect(personal.filter(each => text.includes(each))).toEqual([])
    // Every text of the journal, the outbox and the users too, whatever it is.
    const stored = ws.db.read(stores => [
      ...stores.users.list().flatMap(user => [user.id, user.login, user.name]),
      ...stores.journal.list({ limit: 500 }).flatMap(e => [e.actorId, e.actorName, e.subjectId]),
      ...stores.outbox.list({ limit: 500 }).map(record => record.subject),
    ])
    expect(stored.filter(each => each !== 'help-bundle' && text.includes(each))).toEqual([])
    expect(/[\u4e00-\u9fff]/.test(text)).toBe(false)
    const parsed = JSON.parse(text) as Record<string, Record<string, unknown>>
    expect(parsed).toMatchObject({
      format: 'licence-workstation/help@1',
      settings: {
        officeSetUp: true,
        level: 'province',
        specimen: true,
        daysSinceBackup: 0,
        daysSinceRestore: null,
      },
      counts: { licences: 1, users: { active: 1 }, roles: { clerk: 1 }, seals: { active: 1 } },
      database: { problems: 0 },
      faults: [{ name: 'Error', code: null }],
    })
    expect(parsed['chains']?.['outbox']).toMatchObject({ records: 1 })
  })

  it('says so when it cannot be written', async () => {
    const ws = await testWorkstation()
    const file = path.join(temporaryFolder(), 'a-file')
    fs.writeFileSync(file, 'x')
    expect(await helpBundle(ws)(ADMINISTRATOR, { path: path.join(file, 'help.json') })).toMatchObject({
      ok: false,
      error: { code: 'help-bundle-not-written' },
    })
    expect(ws.db.read(stores => stores.journal.count())).toBe(0)
  })
})
