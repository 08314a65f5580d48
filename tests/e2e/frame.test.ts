import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SessionView } from '../../shared/contract/session.ts'
import { violations } from './axe.ts'
import { openBrowser, openPage } from './page.ts'

let browser: Browser
let root: string

beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-frame-'))
  await build({
    configFile: path.resolve('renderer/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: root },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  fs.rmSync(root, { recursive: true, force: true })
})

const signedOut: SessionView = {
  stage: 'signed-out',
  place: 'demo',
  office: {
    name: '滨海市文化广电和旅游局',
    code: '11330100002489315X',
    region: '330100',
    level: 'city',
    workstationId: 'WS-00000001',
    specimen: true,
  },
  actor: null,
  spot: null,
  demoPeople: [{ login: 'clerk', name: '王受理', password: 'demo-clerk-1' }],
  demoPin: null,
  alarms: [],
  idleLockMinutes: 10,
  version: '0.1.0',
  dataDir: '/var/lib/workstation/demo',
}
const actor = {
  userId: 'u1',
  name: '王受理',
  roles: ['clerk', 'approver', 'administrator', 'auditor'] as const,
}
const alarm = {
  code: 'orphan-swept',
  text: { zh: '上次未正常退出', en: 'Not ended well' },
  next: { zh: '已核对', en: 'Checked' },
}
const STAGES: Readonly<Record<string, SessionView>> = {
  'first start': { ...signedOut, stage: 'first-start', office: null, demoPeople: [] },
  'sign-in': signedOut,
  'a screen with an alarm': { ...signedOut, stage: 'signed-in', actor, alarms: [alarm] },
  locked: { ...signedOut, stage: 'locked', actor },
}
const LOOKS = [
  { width: 1366, height: 768 },
  { width: 3840, height: 2160, appearance: { theme: 'dark' } },
  { width: 1366, height: 768, appearance: { theme: 'contrast', zoom: 200, language: 'en' } },
]
const open = (view: SessionView, options: object = {}) =>
  openPage(browser, root, '', { answers: { 'session.state': { ok: true, value: view } }, ...options })

describe.each(Object.entries(STAGES))('%s', (_stage, view) => {
  it.each(LOOKS)('holds at %o', async looks => {
    const { page, faults, outside, close } = await open(view, looks)
    await page.locator('h1, h2').first().waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(faults).toEqual([])
    expect(outside).toEqual([])
    await close()
  })
})

/** A core that answers one call after the other as told, and notes what it was asked. */
const scripted = (answers: Readonly<Record<string, readonly unknown[]>>): string => `
  const answers = ${JSON.stringify(answers)}
  window.asked = []
  window.workstation = {
    host: 'chromium',
    call: text => {
      const call = JSON.parse(text)
      window.asked.push(call)
      const left = answers[call.channel] ?? []
      const none = { ok: true, value: null }
      return Promise.resolve(JSON.stringify((left.length > 1 ? left.shift() : left[0]) ?? none))
    },
    listen: () => undefined,
  }`
const refusal = (code: string, zh: string) => ({ ok: false, error: { code, text: { zh, en: code } } })
const okay = (value: unknown) => ({ ok: true, value })

describe('by keys', () => {
  it('signs in with one key for a person of the demonstration, asks the secret once, says why it refuses', async () => {
    const { page, close } = await open(signedOut, {
      bridge: scripted({
        'session.state': [okay(signedOut)],
        'session.signIn': [
          refusal('account-locked', '输错次数过多，请 15 分钟后再试'),
          refusal('secret-needed', '需要恢复口令'),
          okay({ ...signedOut, stage: 'signed-in', actor }),
        ],
      }),
    })
    await page.getByRole('button', { name: /王受理/ }).press('Enter')
    await page.keyboard.press('Control+Enter')
    expect(await page.getByRole('alert').textContent()).toContain('请 15 分钟后再试')
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('机关恢复口令').fill('recovery words')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: '办理事项' }).waitFor()
    const asked = await page.evaluate<readonly { channel: string; input: unknown }[]>('window.asked')
    expect(asked.filter(call => call.channel === 'session.signIn').map(call => call.input)).toEqual([
      { login: 'clerk', password: 'demo-clerk-1' },
      { login: 'clerk', password: 'demo-clerk-1' },
      { login: 'clerk', password: 'demo-clerk-1', secret: 'recovery words' },
    ])
    await close()
  })

  it('a locked window opens with the password only; Esc, Ctrl+K and scans reach nothing beneath', async () => {
    const locked: SessionView = { ...signedOut, stage: 'locked', actor }
    const { page, close } = await open(locked, {
      bridge: scripted({
        'session.state': [okay(locked)],
        'session.unlock': [okay({ ...locked, stage: 'signed-in' })],
      }),
    })
    const dialog = page.getByRole('dialog', { name: '已锁定' })
    await dialog.waitFor()
    for (const key of ['Escape', 'Escape', 'Control+K', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab'])
      await page.keyboard.press(key)
    expect(await page.evaluate('document.querySelector("dialog").open')).toBe(true)
    expect(await page.evaluate('document.querySelector("dialog").contains(document.activeElement)')).toBe(
      true,
    )
    await page.getByLabel('密码').fill('geheim')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await close()
  })

  it('Ctrl+K reaches the search box from anywhere, the looks change at once and stay', async () => {
    const { page, close } = await open({ ...signedOut, stage: 'signed-in', actor })
    await page.goto('https://workstation.invalid/#/settings')
    await page.getByRole('radio', { name: '深色' }).check()
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await page.keyboard.press('Control+K')
    expect(await page.evaluate('document.activeElement.type')).toBe('search')
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    expect(await page.evaluate('JSON.parse(localStorage.getItem("appearance"))')).toMatchObject({
      theme: 'dark',
      language: 'en',
    })
    await close()
  })
})
