import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  ADMIN,
  call,
  CLERK,
  folder,
  must,
  openScreen,
  PASSWORD,
  press,
  signIn,
  signOut,
} from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { openWindow } from './driver.ts'

/** Accounts: locked out and let in again, given a new password, on a machine that does not know them. */
const home = folder()
let window: DrivenWindow
let secret = ''
let given = ''

beforeAll(async () => {
  window = await openWindow({ home })
  const { page } = window
  const made = await must(page, 'setup.office', { ...ADMIN, password: PASSWORD })
  secret = made.recoverySecret
  await must(page, 'users.create', { ...CLERK, roles: ['clerk'], password: PASSWORD })
  await must(page, 'session.signOut', {})
  await page.reload()
  await page.getByLabel('用户名').waitFor()
})
afterAll(async () => {
  await window?.close()
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

const said = (text: string | RegExp) => window.page.getByText(text).first().waitFor()
const row = (name: string) => window.page.getByRole('row').filter({ hasText: name })

it('locks an account after five wrong passwords, and an administrator unlocks it', async () => {
  const { page } = window
  for (let i = 0; i < 5; i++) {
    await signIn(page, CLERK.login, `Falsch-geraten-${i}`)
    await said(i < 4 ? /用户名或密码不正确/ : /已锁定/)
  }
  await signIn(page, CLERK.login, PASSWORD)
  await said(/请于 .* 之后重试，或请管理员解锁/)
  await signIn(page, ADMIN.login, PASSWORD)
  await openScreen(page, '系统', '用户与权限')
  await row(CLERK.name).getByText('已锁定').waitFor()
  await row(CLERK.name).click()
  await said('锁定至')
  await press(page, '解锁')
  await said(`${CLERK.name} 已解锁`)
  await row(CLERK.name).getByText('正常').waitFor()
  await signOut(page)
  await signIn(page, CLERK.login, PASSWORD)
  await said(`${CLERK.name} · 受理员`)
  await signOut(page)
})

it('locks who guesses at the lock screen too', async () => {
  const { page } = window
  await signIn(page, ADMIN.login, PASSWORD)
  await said(`${ADMIN.name} · 管理员`)
  await must(page, 'users.create', {
    login: 'sun',
    name: '孙二管',
    roles: ['administrator'],
    password: PASSWORD,
  })
  await press(page, '锁定')
  for (let i = 0; i < 5; i++) {
    await page.getByLabel('密码', { exact: true }).fill(`Falsch-geraten-${i}`)
    await page.keyboard.press('Control+Enter')
    await said(i < 4 ? /用户名或密码不正确/ : /已锁定/)
  }
  await press(page, '换一个人登录')
  await page.getByLabel('用户名').waitFor()
  await signIn(page, 'sun', PASSWORD)
  await openScreen(page, '系统', '用户与权限')
  await row(ADMIN.name).getByText('已锁定').waitFor()
  await row(ADMIN.name).click()
  await said('锁定至')
  await press(page, '解锁')
  await said(`${ADMIN.name} 已解锁`)
  await row(ADMIN.name).getByText('正常').waitFor()
})

it('gives a person a new password, shown once, which opens at once and the old one no more', async () => {
  const { page } = window
  await row(CLERK.name).click()
  await press(page, '重置密码')
  await page.getByRole('dialog').getByText(`重置 ${CLERK.name} 的密码`).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click()
  await page.locator('[data-new-password]').waitFor()
  given = await page.locator('[data-new-password]').innerText()
  expect(given).toMatch(/^([a-z]{3}[2-9]{2}-){2}[a-z]{3}[2-9]{2}$/)
  await press(page, '已告知本人')
  expect(await page.locator('[data-new-password]').count()).toBe(0)
  await signOut(page)
  await signIn(page, CLERK.login, PASSWORD)
  await said(/用户名或密码不正确/)
  await signIn(page, CLERK.login, given)
  await said(`${CLERK.name} · 受理员`)
})

it('lets a person change the own password, telling what the new one lacks', async () => {
  const { page } = window
  await openScreen(page, '系统', '设置')
  const change = async (old: string, fresh: string) => {
    await page.getByLabel('现在的密码').fill(old)
    await page.getByLabel('新密码').fill(fresh)
    await page.getByLabel('再输入一次密码').fill(fresh)
    await press(page, '修改密码')
  }
  await change('Falsch-geraten-1', 'Xin-mi-ma-2026')
  await said(/原密码不正确/)
  await change(given, '123')
  await said(/密码太短/)
  await change(given, PASSWORD)
  await said(/密码已修改/)
  expect(await page.getByLabel('现在的密码').inputValue()).toBe('')
  await signOut(page)
  await signIn(page, CLERK.login, PASSWORD)
  await said(`${CLERK.name} · 受理员`)
})

it('shows a clerk what a clerk may do, and nothing else', async () => {
  const { page } = window
  const nav = page.getByRole('navigation', { name: '办理事项' })
  await nav.getByRole('link', { name: '系统' }).click()
  await nav.getByRole('link', { name: '设置', exact: true }).waitFor()
  for (const name of ['设置本机关', '本机关', '用户与权限', '备份与恢复演练', '日志'])
    expect([name, await nav.getByRole('link', { name, exact: true }).count()]).toEqual([name, 0])
  await page.evaluate(`location.hash = '#/users'`)
  await said('您的岗位不办理这一项')
  expect((await call(page, 'users.list', {})).error?.code).toBe('permission-denied')
  await signOut(page)
})

it('keeps the last administrator', async () => {
  const { page } = window
  await signIn(page, 'sun', PASSWORD)
  await openScreen(page, '系统', '用户与权限')
  await row(ADMIN.name).click()
  await press(page, '停用账号')
  await page.getByRole('dialog').getByRole('button', { name: '停用账号' }).click()
  await said(`${ADMIN.name} 的账号已停用`)
  await row('孙二管').click()
  await page.getByRole('heading', { name: '孙二管' }).waitFor()
  await page.getByLabel(/^管理员/).uncheck()
  await page.getByLabel(/^审计员/).check()
  await press(page, '保存岗位')
  await said('这是最后一个可用的管理员')
  await signOut(page)
})

it('asks for the recovery secret where this machine does not know the person, once', async () => {
  await window.close() // a host with a secret store of its own keeps the data open until then
  for (const kept of ['keyring.json', 'host-secret.json'])
    fs.rmSync(path.join(home, 'office', kept), { force: true })
  window = await openWindow({ home })
  const { page } = window
  await signIn(page, 'sun', PASSWORD)
  await page.getByLabel('机关恢复口令').fill('AAAA-BBBB')
  await page.keyboard.press('Control+Enter')
  await said('打开数据的口令不正确')
  await page.getByLabel('机关恢复口令').fill(secret.toLowerCase())
  await page.keyboard.press('Control+Enter')
  await said('孙二管 · 管理员')
  await signOut(page)
  await signIn(page, 'sun', PASSWORD)
  await said('孙二管 · 管理员')
})
