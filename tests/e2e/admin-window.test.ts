import fs from 'node:fs'
import axe from 'axe-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call, folder, must, openScreen, press, signIn } from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { openWindow } from './driver.ts'

/** The administration's screens as a window: held keys, locking, languages, zoom, and what a screen reader would trip over. */
const home = folder()
const faults: string[] = []
let window: DrivenWindow

beforeAll(async () => {
  window = await openWindow({ home })
  window.page.on('pageerror', error => faults.push(String(error)))
  const { page } = window
  await must(page, 'setup.demo', {})
  await page.reload()
  await page.getByLabel('用户名').waitFor()
})
afterAll(async () => {
  await window?.close()
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

const said = (text: string | RegExp) => window.page.getByText(text).first().waitFor()
const person = async (login: string): Promise<void> => {
  const { demoPeople } = await must(window.page, 'session.state', {})
  await signIn(window.page, login, demoPeople.find(one => one.login === login)?.password ?? '')
}

/** A key that is held down: the system repeats it until it is let go. */
async function hold(key: { code: string; key: string; modifiers: number; vk: number }): Promise<void> {
  const session = await window.page.context().newCDPSession(window.page)
  const event = { key: key.key, code: key.code, windowsVirtualKeyCode: key.vk, modifiers: key.modifiers }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
  for (let i = 0; i < 20; i++)
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', autoRepeat: true, ...event })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  await session.detach()
}

it('makes one backup of a key that is held down', async () => {
  const { page } = window
  await person('demo-admin')
  await openScreen(page, '系统', '备份与恢复演练')
  await said('这里还没有备份')
  await hold({ code: 'Enter', key: 'Enter', modifiers: 2, vk: 13 })
  await said(/备份完成/)
  expect((await must(page, 'backups.view', {})).backups).toHaveLength(1)
})

it('adds nobody by Enter, which only goes to the next field', async () => {
  const { page } = window
  await openScreen(page, '系统', '用户与权限')
  await press(page, '新增人员')
  await page.getByLabel('姓名').fill('欧阳𬭎㛃䶮𫍯')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ouyang')
  expect(await page.getByLabel('用户名').inputValue()).toBe('ouyang')
  expect(await must(page, 'users.list', {})).toHaveLength(4)
  await page.keyboard.press('Control+Enter')
  await said(/还差 1 项/)
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
})

it('locks when nobody was there, keeps what was in hand, and opens for the password', async () => {
  const { page } = window
  await openScreen(page, '系统', '本机关')
  await page.getByLabel('多久无操作后锁定').fill('500')
  await press(page, '保存')
  await said(/请填 1 至 120 之间的整数/)
  await page.getByLabel('多久无操作后锁定').fill('3')
  await press(page, '保存')
  await said('已改为 3 分钟')
  await openScreen(page, '系统', '设置')
  await said(/3 分钟无操作后自动锁定/)
  await page.getByLabel('新密码').fill('halb-getippt')
  await page.clock.install()
  await page.clock.fastForward('02:30')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.clock.fastForward('01:00')
  await page.getByRole('dialog', { name: '已锁定' }).waitFor()
  expect(await call(page, 'users.list', {})).toMatchObject({ error: { code: 'session-locked' } })
  await page.getByRole('dialog').getByLabel('密码').fill('Yanshi-guanli-26')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.getByLabel('新密码').inputValue()).toBe('halb-getippt')
  await page.clock.resume()
})

const SCREENS = ['设置本机关', '本机关', '印章与用印', '号段', '用户与权限', '备份与恢复演练', '日志', '设置']

/** Findings that matter, as axe names them. */
async function findings(): Promise<readonly string[]> {
  await window.page.evaluate(axe.source)
  const result = await window.page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations
      .filter(one => one.impact === 'serious' || one.impact === 'critical')
      .map(one => one.id + ' ' + one.nodes.map(node => node.html.slice(0, 160)).join(' ')))`,
  )
  return result
}

it.each(['light', 'dark', 'contrast'])('has nothing serious for axe on any screen in %s', async theme => {
  const { page } = window
  await openScreen(page, '系统', '设置')
  await page
    .getByRole('radio', { name: { light: '浅色', dark: '深色', contrast: '高对比度' }[theme] ?? '' })
    .check()
  for (const screen of SCREENS) {
    await openScreen(page, '系统', screen)
    await page.getByRole('heading', { level: 1, name: screen }).waitFor()
    await page.waitForFunction('document.querySelector(".ui-skeleton") === null')
    expect([screen, await findings()]).toEqual([screen, []])
  }
  await openScreen(page, '同步')
  await page.getByRole('heading', { level: 1, name: '上报队列' }).waitFor()
  expect(await findings()).toEqual([])
})

it('changes its language at once and everywhere, and back', async () => {
  const { page } = window
  await openScreen(page, '系统', '用户与权限')
  await press(page, /Switch to English/)
  await page.getByRole('heading', { level: 1, name: 'People and roles' }).waitFor()
  const left = await page.evaluate<string>(`document.querySelector('main').innerText`)
  // What people are called stays; the words around them are English.
  expect(left.replaceAll(/样例\p{Script=Han}+/gu, '')).not.toMatch(/\p{Script=Han}/u)
  await press(page, /切换到中文|Switch/)
  await page.getByRole('heading', { level: 1, name: '用户与权限' }).waitFor()
})

it('keeps every screen within the window at 200 %, its main action in sight', async () => {
  const { page } = window
  await openScreen(page, '系统', '设置')
  await page.getByRole('radio', { name: '200%' }).check()
  for (const screen of SCREENS) {
    await page.evaluate(`location.hash = ${JSON.stringify(`#/${PATHS[screen]}`)}`)
    await page.getByRole('heading', { level: 1, name: screen }).waitFor()
    const [across, inSight] = await page.evaluate<[boolean, boolean]>(`(() => {
      const main = [...document.querySelectorAll('[data-main-action]')].at(-1)?.getBoundingClientRect()
      return [document.documentElement.scrollWidth > innerWidth,
        !main || (main.bottom <= innerHeight && main.right <= innerWidth && main.top >= 0)]
    })()`)
    expect([screen, across, inSight]).toEqual([screen, false, true])
  }
  expect(faults).toEqual([])
})

const PATHS: Readonly<Record<string, string>> = {
  设置本机关: 'setup',
  本机关: 'office',
  印章与用印: 'seals',
  号段: 'blocks',
  用户与权限: 'users',
  备份与恢复演练: 'backups',
  日志: 'journal',
  设置: 'settings',
}
