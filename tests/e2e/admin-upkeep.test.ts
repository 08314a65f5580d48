import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Workshop } from '../integration/signing/support/openssl.ts'
import { makeOfficeFiles } from './admin-files.ts'
import {
  ADMIN,
  APPROVER,
  CLERK,
  folder,
  issue,
  makeOffice,
  must,
  openScreen,
  PASSWORD,
  press,
  signIn,
  signOut,
  submitExample,
} from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { openWindow } from './driver.ts'

/** What an administrator does after the guide: seals, numbers, backups and the drill, the chains, the way back. */
const home = folder()
const fresh = folder()
const place = folder()
const shop = new Workshop()
const faults: string[] = []
let window: DrivenWindow
let secret = ''

async function open(where: string): Promise<void> {
  window = await openWindow({ home: where })
  window.page.on('pageerror', error => faults.push(String(error)))
}
const said = (text: string | RegExp) => window.page.getByText(text).first().waitFor()
const dialog = () => window.page.getByRole('dialog')

beforeAll(async () => {
  const files = makeOfficeFiles(shop)
  await open(home)
  const { page } = window
  secret = (await makeOffice(page, files)).recoverySecret
  const as = async (login: string) => {
    await must(page, 'session.signOut', {})
    await must(page, 'session.signIn', { login, password: PASSWORD })
  }
  await as(CLERK.login)
  const application = await submitExample(page)
  await as(APPROVER.login)
  const { id, revision } = application
  await must(page, 'approval.approve', { applicationId: id, seenRevision: revision })
  await as(CLERK.login)
  await issue(page, id)
  await must(page, 'session.signOut', {})
  await page.reload()
  await page.getByLabel('用户名').waitFor()
  await signIn(page, ADMIN.login, PASSWORD)
  await said(`${ADMIN.name} · 管理员`)
})
afterAll(async () => {
  await window?.close()
  shop.remove()
  for (const gone of [home, fresh, place]) fs.rmSync(gone, { recursive: true, force: true, maxRetries: 10 })
})

it('tells an administrator on the desk what is missing still', async () => {
  await openScreen(window.page, '工作台')
  await said('本机关还没有设置完')
  await said('恢复口令还没有核对过')
  await press(window.page, '继续设置')
  await window.page.getByRole('heading', { level: 2, name: '恢复口令' }).waitFor()
})

it('suspends a seal with a reason under its name, and the log of its use tells who sealed what', async () => {
  const { page } = window
  await openScreen(page, '系统', '印章与用印')
  await page.getByRole('row').filter({ hasText: '使用中' }).click()
  await press(page, '停用')
  await dialog().getByText('停用印章“文化和旅游市场电子证照专用章”').waitFor()
  await dialog().getByRole('button', { name: '停用' }).click()
  await said('请写明原因')
  await dialog().getByLabel('原因').fill('证书介质送检')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('row').filter({ hasText: '已停用' }).waitFor()
  expect(await must(page, 'seals.list', {})).toMatchObject([{ state: 'suspended' }])
  await press(page, '用印日志')
  await page.getByRole('row').filter({ hasText: CLERK.name }).waitFor()
  await press(page, '印章')
  await press(page, '启用')
  await dialog().getByLabel('原因').fill('送检完毕')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('row').filter({ hasText: '使用中' }).waitFor()
})

it('audits the numbers: one used, once', async () => {
  const { page } = window
  await openScreen(page, '系统', '号段')
  await page.getByRole('row').filter({ hasText: '330100161002' }).waitFor()
  await press(page, '核查编号')
  await said('每个编号都只用过一次')
  await said('号段 5 个，已用编号 1 个，证照 1 件')
})

it('shows what waits to be reported, by sort, and that the chain is whole', async () => {
  const { page } = window
  await openScreen(page, '同步')
  const { records, byType } = await must(page, 'chains.waitingSorts', {})
  expect(records).toBe(Object.values(byType).reduce((sum, count) => sum + count, 0))
  await said(`待上报 ${records} 条`)
  await said(/本机尚未与国家库配对/)
  await press(page, /用印记录 1/)
  await page.getByRole('grid').getByRole('row').nth(1).click()
  await said('上报内容')
  await press(page, '核对上报链')
  await said(new RegExp(`上报链完好，共 ${records} 条`))
})

it('keeps the journal: by person, by day, by thing, whole', async () => {
  const { page } = window
  await openScreen(page, '系统', '日志')
  await page.getByRole('row').filter({ hasText: '启用印章' }).first().click()
  await said('送检完毕')
  await press(page, '此对象的全部记录')
  await page.getByRole('row').filter({ hasText: '导入印章' }).waitFor()
  expect(await page.getByRole('row').filter({ hasText: '登录' }).count()).toBe(0)
  await press(page, /去掉筛选/)
  await page.getByLabel('人员').fill(APPROVER.name)
  await page.keyboard.press('Enter')
  await page.getByRole('row').filter({ hasText: '批准' }).waitFor()
  expect(await page.getByRole('row').filter({ hasText: CLERK.name }).count()).toBe(0)
  await page.getByLabel('自', { exact: true }).fill('20200101')
  await page.getByLabel('至', { exact: true }).fill('20200102')
  await press(page, '查找')
  await said('没有相符的记录')
  await press(page, '全部去掉')
  await press(page, '核对日志链')
  await said(/日志链完好/)
})

it('backs up, drills, prints the report, and tells a damaged backup file by file', async () => {
  const { page } = window
  await openScreen(page, '系统', '备份与恢复演练')
  await said('还没有选定备份位置')
  await page.getByLabel('位置', { exact: true }).fill(place)
  await press(page, '采用此位置')
  await said('备份位置已改')
  await press(page, '立即备份')
  await said(/备份完成/)
  await press(page, '恢复演练')
  await said('此备份可以完整恢复')
  await press(page, '保存报告')
  await said('报告已写好')
  const [saved = ''] = fs
    .readdirSync(path.join(home, 'exports'))
    .filter(one => one.startsWith('恢复演练报告'))
  const report = fs.readFileSync(path.join(home, 'exports', saved), 'utf8')
  expect(report).toContain(ADMIN.name)
  expect(report).toContain('此备份可以完整恢复')
  expect(report.match(/✓/g)?.length).toBeGreaterThan(6)
  const [name = ''] = fs.readdirSync(place)
  const copies = path.join(place, name, 'copies')
  const [copy = ''] = (fs.readdirSync(copies, { recursive: true }) as string[]).filter(one =>
    one.endsWith('.pdf'),
  )
  const file = path.join(copies, copy)
  const bytes = fs.readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  fs.writeFileSync(file, bytes)
  await press(page, '恢复演练')
  await said('此备份不能完整恢复')
  await said(copy)
  await said('不能恢复') // it stands as the last drill too
  bytes[bytes.length >> 1]! ^= 1
  fs.writeFileSync(file, bytes)
})

it('comes back on an empty machine by the recovery secret, its blocks held until an administrator is sure', async () => {
  await signOut(window.page)
  await window.close()
  await open(fresh)
  const { page } = window
  await press(page, '从备份恢复')
  await page.getByLabel('位置', { exact: true }).fill(path.join(place, 'nowhere'))
  await press(page, '查看备份')
  await said('这里没有备份')
  await page.getByLabel('位置', { exact: true }).fill(place)
  await press(page, '查看备份')
  await page.getByRole('radio').first().waitFor()
  await page.getByLabel('机关恢复口令').fill('AAAA')
  await page.keyboard.press('Control+Enter')
  await said('打开数据的口令不正确')
  await page.getByLabel('机关恢复口令').fill(secret)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '已恢复' }).waitFor()
  await said(/5 个号段已停用/)
  await page.keyboard.press('Control+Enter')
  await signIn(page, ADMIN.login, PASSWORD)
  await said(`${ADMIN.name} · 管理员`)
  await openScreen(page, '系统', '号段')
  await page.getByRole('row').filter({ hasText: 'TEST-travel-agency-4' }).click()
  await press(page, '恢复使用')
  await dialog().getByLabel('原因').fill('已核对登记簿，备份之后没有制证')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('row').filter({ hasText: 'TEST-travel-agency-4' }).getByText('可用').waitFor()
  expect((await must(page, 'blocks.list', {})).filter(line => line.shown === 'held')).toHaveLength(4)
  expect(faults).toEqual([])
})
