import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openTestWindow, type TestWindow } from './support.ts'

const open: TestWindow[] = []
async function window_(...args: Parameters<typeof openTestWindow>): Promise<TestWindow> {
  const one = await openTestWindow(...args)
  open.push(one)
  return one
}
afterEach(async () => {
  vi.useRealTimers()
  for (const one of open.splice(0)) await one.core.close()
})

const ADMIN = { login: 'wang', name: '王主任', password: 'Shou-ye-2026-hao' }

describe('a first start', () => {
  it('makes a demonstration office and lets its people in', async () => {
    const w = await window_()
    expect((await w.must('session.state', {})).stage).toBe('first-start')
    const made = await w.must('setup.demo', {})
    expect(made).toMatchObject({ stage: 'signed-out', place: 'demo' })
    const view = await w.signIn('demo-clerk')
    expect(view).toMatchObject({ stage: 'signed-in', actor: { roles: ['clerk'] } })
    expect(await w.must('register.desk', {})).toMatchObject({ licences: 0, toDecide: 0 })
    expect((await w.must('session.signOut', {})).stage).toBe('signed-out')
    expect(await w.call('register.desk', {})).toMatchObject({ ok: false, error: { code: 'sign-in-needed' } })
  })

  it('makes a real office with its administrator, and nothing at all when the password is too weak', async () => {
    const w = await window_()
    const weak = await w.call('setup.office', { ...ADMIN, password: '123' })
    expect(weak).toMatchObject({ ok: false, error: { code: 'password-too-weak' } })
    expect(fs.readdirSync(w.home).filter(name => name.startsWith('office'))).toEqual([])
    const made = await w.must('setup.office', ADMIN)
    expect(made.session).toMatchObject({ stage: 'signed-in', place: 'office', office: null })
    expect(made.recoverySecret).toMatch(/^([A-Z2-9]{4}-){7}[A-Z2-9]{4}$/)
  })
})

describe('unlocking', () => {
  it('is for a window that somebody has locked', async () => {
    const w = await window_()
    expect(await w.call('session.unlock', { password: 'x' })).toMatchObject({
      error: { code: 'nobody-locked' },
    })
    await w.must('setup.demo', {})
    expect(await w.call('session.unlock', { password: 'x' })).toMatchObject({
      error: { code: 'nobody-locked' },
    })
  })
})

describe('a real office', () => {
  it('is sealed until somebody signs in, whose password alone opens it', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    expect((await w.must('session.signOut', {})).stage).toBe('closed')
    await w.core.close()
    const again = await window_(w.home)
    expect((await again.must('session.state', {})).stage).toBe('closed')
    const wrong = await again.call('session.signIn', { login: 'wang', password: 'nothing' })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'sign-in-refused' } })
    const view = await again.must('session.signIn', { login: 'WANG ', password: ADMIN.password })
    expect(view.stage).toBe('signed-in')
  })

  it('locks after five wrong passwords though the data are closed', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    await w.must('session.signOut', {})
    for (let i = 0; i < 4; i++)
      expect(await w.call('session.signIn', { login: 'wang', password: `no-${i}` })).toMatchObject({
        error: { code: 'sign-in-refused' },
      })
    for (const password of ['no-5', ADMIN.password])
      expect(await w.call('session.signIn', { login: 'wang', password })).toMatchObject({
        error: { code: 'account-locked' },
      })
  })

  it('asks for the recovery secret where this machine does not know the person, once', async () => {
    const w = await window_()
    const { recoverySecret } = await w.must('setup.office', ADMIN)
    await w.must('session.signOut', {})
    fs.rmSync(path.join(w.home, 'office/keyring.json'))
    const asked = await w.call('session.signIn', { login: 'wang', password: ADMIN.password })
    expect(asked).toMatchObject({ ok: false, error: { code: 'secret-needed' } })
    const bad = await w.call('session.signIn', { ...credentials(), secret: 'AAAA' })
    expect(bad).toMatchObject({ ok: false, error: { code: 'secret-wrong' } })
    const typed = recoverySecret.toLowerCase().replaceAll('-', ' ')
    await w.must('session.signIn', { ...credentials(), secret: typed })
    await w.must('session.signOut', {})
    expect((await w.must('session.signIn', credentials())).stage).toBe('signed-in')
  })

  it('lets a colleague whom the administrator made sign in by password, also after it was reset', async () => {
    const w = await window_()
    await w.must('setup.office', ADMIN)
    const made = await w.must('users.create', {
      login: 'li',
      name: '李受理',
      roles: ['clerk'],
      password: 'Chuang-kou-3-hao',
    })
    await w.must('users.resetPassword', { userId: made.id, newPassword: 'Chuang-kou-4-hao' })
    await w.must('session.signOut', {})
    expect((await w.must('session.signIn', { login: 'li', password: 'Chuang-kou-4-hao' })).actor?.name).toBe(
      '李受理',
    )
    await w.must('session.changePassword', {
      oldPassword: 'Chuang-kou-4-hao',
      newPassword: 'Chuang-kou-5-hao',
    })
    await w.must('session.signOut', {})
    expect(await w.call('session.signIn', { login: 'li', password: 'Chuang-kou-4-hao' })).toMatchObject({
      ok: false,
    })
    expect((await w.must('session.signIn', { login: 'li', password: 'Chuang-kou-5-hao' })).stage).toBe(
      'signed-in',
    )
  })

  it('opens by itself where the host keeps secrets, and still asks who it is', async () => {
    const secrets = {
      seal: async (text: string) => Buffer.from(text).toString('hex'),
      open: async (sealed: string) => Buffer.from(sealed, 'hex').toString(),
    }
    const w = await window_(undefined, { secrets, printers: null })
    await w.must('setup.office', ADMIN)
    await w.core.close()
    const again = await window_(w.home, { secrets, printers: null })
    expect((await again.must('session.state', {})).stage).toBe('signed-out')
    expect(await again.call('users.list', {})).toMatchObject({ error: { code: 'sign-in-needed' } })
  })
})

const credentials = () => ({ login: ADMIN.login, password: ADMIN.password })

describe('a window left alone', () => {
  it('locks by itself, refuses everything then, and opens again by the password alone', async () => {
    const w = await window_()
    await w.must('setup.demo', {})
    const { demoPeople } = await w.must('session.state', {})
    await w.signIn('demo-clerk')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
    expect(await w.call('register.desk', {})).toMatchObject({ error: { code: 'session-locked' } })
    expect(w.events).toContainEqual({ name: 'session.changed', detail: null })
    expect((await w.must('session.state', {})).stage).toBe('locked')
    expect(await w.call('session.unlock', { password: 'x' })).toMatchObject({
      error: { code: 'sign-in-refused' },
    })
    const password = demoPeople.find(one => one.login === 'demo-clerk')?.password ?? ''
    expect((await w.must('session.unlock', { password })).stage).toBe('signed-in')
    await w.must('register.desk', {})
  })

  it('stays open while the person works', async () => {
    const w = await window_()
    await w.must('setup.demo', {})
    await w.signIn('demo-clerk')
    const start = Date.now()
    for (const minutes of [8, 16, 24]) {
      vi.useFakeTimers({ toFake: ['Date'], now: start + minutes * 60_000 })
      await w.must('session.touch', {})
    }
    await w.must('register.desk', {})
  })
})
