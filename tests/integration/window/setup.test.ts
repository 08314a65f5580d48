import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { passwordFault } from '../../../electron/usecases/accounts/password-policy.ts'
import { openTestWindow, type TestWindow } from './support.ts'

const open: TestWindow[] = []
async function window_(home?: string): Promise<TestWindow> {
  const one = await openTestWindow(home)
  open.push(one)
  return one
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.core.close()
})

const ADMIN = { login: 'wang', name: '王主任', password: 'Shou-ye-2026-hao' }
const OFFICE = {
  name: '测试市文化广电旅游局',
  code: '11330100MB00000004',
  region: '330100',
  level: 'city',
  workstationId: 'TEST-WS-01',
} as const

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'lw-place-'))

/** A real office with one backup at a place of its own. */
async function officeWithBackup() {
  const w = await window_()
  const { recoverySecret } = await w.must('setup.office', ADMIN)
  await w.must('office.setUp', { office: OFFICE, trustAnchors: [] })
  const place = folder()
  expect(await w.must('backups.setPlace', { place })).toMatchObject({ place, chosen: true, backups: [] })
  const made = await w.must('backups.make', {})
  return { w, place, name: made.name, recoverySecret }
}

describe('backups', () => {
  it('lie at a full path outside the data, and are reported on after a drill', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    for (const place of [
      'backup',
      ' ',
      'a\u0000b',
      path.join(w.home, 'office'),
      path.join(w.home, 'office/inside'),
    ])
      expect(await w.call('backups.setPlace', { place }), place).toMatchObject({
        ok: false,
        error: { code: 'backup-place-unusable' },
      })
    expect(await w.call('backups.saveReport', {})).toMatchObject({ error: { code: 'drill-not-held' } })
  })
})

describe('the recovery secret', () => {
  it('is shown again for the password only, and proved by typing it back', async () => {
    const w = await window_()
    const { recoverySecret } = await w.must('setup.office', ADMIN)
    expect(await w.call('setup.showSecret', { password: 'wrong' })).toMatchObject({
      error: { code: 'old-password-wrong' },
    })
    expect(await w.must('setup.showSecret', { password: ADMIN.password })).toEqual({ recoverySecret })
    expect(await w.call('setup.proveSecret', { typed: recoverySecret.slice(1) })).toMatchObject({
      error: { code: 'secret-typed-wrong' },
    })
    const typed = ` ${recoverySecret.toLowerCase().replaceAll('-', ' ')} `
    await w.must('setup.proveSecret', { typed })
    const { steps, canIssue } = await w.must('setup.progress', {})
    expect(steps.find(step => step.id === 'secret')).toEqual({ id: 'secret', done: true, notes: [] })
    expect(canIssue).toBe(false)
    const { records } = await w.must('chains.journal', { limit: 20 })
    expect(records.map(record => record.action).slice(0, 3)).toEqual([
      'office.secret-proved',
      'office.secret-shown',
      'user.sign-in-refused',
    ])
    expect(JSON.stringify(records)).not.toContain(recoverySecret)
  })

  it('is not there in a demonstration, nor for others than administrators', async () => {
    const w = await window_()
    await w.must('setup.demo', {})
    await w.signIn('demo-admin')
    expect(await w.call('setup.showSecret', { password: 'x' })).toMatchObject({
      error: { code: 'secret-not-here' },
    })
    await w.must('session.signOut', {})
    await w.signIn('demo-clerk')
    for (const channel of ['setup.progress', 'office.view', 'chains.people', 'users.newPassword'] as const)
      expect(await w.call(channel, {})).toMatchObject({ error: { code: 'permission-denied' } })
    expect(await w.must('chains.waiting', {})).toEqual({ connection: 'none', records: 0 })
  })
})

describe('a suggested password', () => {
  it('is good by the policy, and never the same', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    const made = new Set<string>()
    for (let i = 0; i < 50; i++) {
      const { password } = await w.must('users.newPassword', {})
      expect(passwordFault(password, 'wang')).toBeUndefined()
      made.add(password)
    }
    expect(made.size).toBe(50)
  })
})

describe('a backup brought back at the start', () => {
  it('opens on a fresh machine by the recovery secret, and its people sign in by their passwords', async () => {
    const { w, place, name, recoverySecret } = await officeWithBackup()
    expect(await w.call('setup.backupsAt', { place })).toMatchObject({ error: { code: 'office-there' } })
    const fresh = await window_()
    expect(await fresh.must('setup.backupsAt', { place: folder() })).toEqual([])
    const [line] = await fresh.must('setup.backupsAt', { place })
    expect(line).toMatchObject({ name, facts: { licences: 0 } })
    const input = { place, name, secret: recoverySecret, acceptDamagedCopies: false }
    const wrong = await fresh.call('setup.restore', { ...input, secret: 'AAAA' })
    expect(wrong).toMatchObject({ error: { code: 'secret-wrong' } })
    expect((await fresh.must('session.state', {})).stage).toBe('first-start')
    const nothing = await fresh.call('setup.restore', { ...input, name: '../..' })
    expect(nothing).toMatchObject({ error: { code: 'backup-not-found' } })
    const done = await fresh.must('setup.restore', { ...input, secret: recoverySecret.toLowerCase() })
    expect(done.session).toMatchObject({ stage: 'signed-out', office: { name: OFFICE.name } })
    expect(done.checks.every(check => check.ok)).toBe(true)
    const view = await fresh.must('session.signIn', { login: 'wang', password: ADMIN.password })
    expect(view).toMatchObject({ stage: 'signed-in', actor: { name: '王主任' } })
    expect(await fresh.call('setup.restore', input)).toMatchObject({ error: { code: 'office-there' } })
    await fresh.must('session.signOut', {})
    const again = await fresh.must('session.signIn', { login: 'wang', password: ADMIN.password })
    expect(again.stage).toBe('signed-in')
  })

  it('says what is damaged, and leaves nothing behind', async () => {
    const { place, name, recoverySecret } = await officeWithBackup()
    const file = path.join(place, name, 'workstation.db')
    expect(fs.existsSync(file)).toBe(true)
    const bytes = fs.readFileSync(file)
    bytes[bytes.length - 100]! ^= 1
    fs.writeFileSync(file, bytes)
    const fresh = await window_()
    const input = { place, name, secret: recoverySecret, acceptDamagedCopies: true }
    const refused = await fresh.call('setup.restore', input)
    expect(refused).toMatchObject({ error: { code: 'backup-damaged' } })
    expect(JSON.stringify(refused)).toContain('workstation.db')
    expect(fs.readdirSync(fresh.home).filter(entry => entry.startsWith('office'))).toEqual([])
  })
})

describe('a person who may not sign in any more', () => {
  it('keeps no way to the data on this machine, until there is a new password', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    const li = { login: 'li', name: '李受理', password: 'Shou-ye-2026-li' }
    const { id } = await w.must('users.create', { ...li, roles: ['clerk'] })
    const ring = () => fs.readFileSync(path.join(w.home, 'office/keyring.json'), 'utf8')
    expect(ring()).toContain('"li"')
    await w.must('users.setState', { userId: id, state: 'disabled' })
    expect(ring()).not.toContain('"li"')
    await w.must('users.setState', { userId: id, state: 'active' })
    await w.must('users.resetPassword', { userId: id, newPassword: 'Xin-mi-ma-2026' })
    await w.must('session.signOut', {})
    const view = await w.must('session.signIn', { login: 'li', password: 'Xin-mi-ma-2026' })
    expect(view.stage).toBe('signed-in')
  })

  it('is shown as locked out by wrong passwords while the data were closed, and let in again', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    const li = { login: 'li', name: '李受理', password: 'Shou-ye-2026-li' }
    const { id } = await w.must('users.create', { ...li, roles: ['clerk'] })
    await w.must('session.signOut', {})
    for (let i = 0; i < 5; i++) await w.call('session.signIn', { login: 'li', password: `no-${i}` })
    await w.must('session.signIn', { login: ADMIN.login, password: ADMIN.password })
    const line = async () => (await w.must('users.list', {})).find(user => user.id === id)
    expect(await line()).toMatchObject({ locked: true, lockedUntil: expect.stringMatching(/Z$/) as string })
    await w.must('users.unlock', { userId: id })
    expect(await line()).toMatchObject({ locked: false })
    await w.must('session.signOut', {})
    expect((await w.must('session.signIn', { login: 'li', password: li.password })).stage).toBe('signed-in')
  })
})
