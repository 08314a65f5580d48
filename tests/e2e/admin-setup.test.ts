import fs from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Workshop } from '../integration/signing/support/openssl.ts'
import { makeOfficeFiles, OFFICE, PIN, type OfficeFiles } from './admin-files.ts'
import {
  ADMIN,
  APPROVER,
  CLERK,
  folder,
  issue,
  must,
  PASSWORD,
  pick,
  press,
  signIn,
  signOut,
  submitExample,
} from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { openWindow } from './driver.ts'

/** One office from an empty machine to its first licence, by the guide, with files of its own root, seal and store. */
const home = folder()
const backups = folder()
const shop = new Workshop()
const faults: string[] = []
let files: OfficeFiles
let window: DrivenWindow

async function open(): Promise<void> {
  window = await openWindow({ home })
  window.page.on('pageerror', error => faults.push(String(error)))
}
beforeAll(async () => {
  files = makeOfficeFiles(shop)
  await open()
})
afterAll(async () => {
  await window?.close()
  shop.remove()
  for (const gone of [home, backups]) fs.rmSync(gone, { recursive: true, force: true, maxRetries: 10 })
})

const step = (title: string) => window.page.getByRole('heading', { level: 2, name: title }).waitFor()
const said = (text: string | RegExp) => window.page.getByText(text).first().waitFor()
const goOn = () => window.page.keyboard.press('Control+Enter')

it('makes the data with a first administrator, and says what a weak password lacks', async () => {
  const { page } = window
  await press(page, '设置本机关')
  await goOn()
  await said('建立机关数据（还差 3 项）')
  await page.getByLabel('姓名').fill(ADMIN.name)
  await page.getByLabel('用户名').fill(ADMIN.login)
  const type = async (password: string, again: string) => {
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByLabel('再输入一次密码').fill(again)
    await goOn()
  }
  await type('123', '124')
  await said('两次输入的密码不同')
  await type('123', '123')
  await said(/密码太短，还差 7 个字符/)
  expect(fs.existsSync(`${home}/office`)).toBe(false)
  await page.keyboard.press('Enter') // to the next field, never a submission
  await type(PASSWORD, PASSWORD)
  await step('恢复口令')
})

it('shows the recovery secret, lets a wrong copy not pass, and survives a power cut before it was proved', async () => {
  const secret = await window.page.locator('[data-recovery-secret]').innerText()
  expect(secret).toMatch(/^([A-Z2-9]{4}-){7}[A-Z2-9]{4}$/)
  await window.page.getByLabel('照纸条重新输入一遍').fill(secret.replace(/.$/, '*'))
  await goOn()
  await said('与恢复口令不一致')
  await window.kill()
  await open()
  await signIn(window.page, ADMIN.login, PASSWORD)
  await window.page.getByRole('navigation', { name: '办理事项' }).waitFor()
  await window.page.getByRole('link', { name: '系统' }).click()
  await step('恢复口令') // where it stood
  const { page } = window
  await page.getByLabel('您的登录密码').fill('not-this-one-1')
  await press(page, '显示恢复口令')
  await said('密码不正确')
  await page.getByLabel('您的登录密码').fill(PASSWORD)
  await press(page, '显示恢复口令')
  await page.locator('[data-recovery-secret]').waitFor()
  expect(await page.locator('[data-recovery-secret]').innerText()).toBe(secret)
  await page.getByLabel('照纸条重新输入一遍').fill(secret.toLowerCase().replaceAll('-', ' '))
  await goOn()
  await step('机关信息')
})

it('describes the office: what is missing is counted, a slip in the code told, what is typed kept', async () => {
  const { page } = window
  await goOn()
  await said('保存并继续（还差 5 项）')
  await page.getByLabel('机关名称').fill(OFFICE.name)
  await page.getByLabel('统一社会信用代码').fill(OFFICE.code.slice(0, 17))
  await page.getByLabel('工作站编号').fill(OFFICE.workstationId)
  await said(/须为 18 位统一社会信用代码/)
  await press(page, '印章') // another step, and back: nothing is lost
  await step('印章')
  await press(page, '机关信息')
  expect(await page.getByLabel('机关名称').inputValue()).toBe(OFFICE.name)
  await page.getByLabel('统一社会信用代码').fill(OFFICE.code)
  await page.getByLabel('行政区划').fill('330100')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('radio', { name: '市级' }).isChecked()).toBe(true)
  await goOn()
  await step('受信根证书')
  await said(OFFICE.name) // in the strip above
})

it('trusts a root, and no seal certificate in its place', async () => {
  const { page } = window
  await pick(page, '选择根证书文件', files.leaf)
  await said(/不是根证书/)
  await pick(page, '选择根证书文件', files.root)
  await said('测试根证书')
  await press(page, '下一步')
  await step('印章')
})

it('imports a seal, and says of bad containers and PINs what is wrong', async () => {
  const { page } = window
  const fill = async (file: string, pin: string) => {
    await pick(page, '选择证书文件', file)
    await page.getByLabel('印章口令（PIN）').fill(pin)
    await page.getByRole('radio', { name: /电子证照专用章/ }).check()
    await page.getByLabel('印章名称').fill('文化和旅游市场电子证照专用章')
    await press(page, '导入这枚印章')
  }
  await fill(shop.file('not-a-seal.p12', 'no container at all'), PIN)
  await said(/印章文件/)
  await press(page, '换一个')
  await fill(files.expiredSeal, PIN)
  await said(/已于 .* 到期/)
  await press(page, '换一个')
  await fill(files.seal, 'wrong')
  await said(/口令不正确/)
  await page.getByLabel('印章口令（PIN）').fill(PIN)
  await pick(page, '选择图片', files.picture)
  await goOn()
  await step('人员')
})

it('sets up two people, since nobody decides on what he took in himself', async () => {
  const { page } = window
  for (const [person, role] of [
    [CLERK, '受理员'],
    [APPROVER, '审批员'],
  ] as const) {
    await page.getByLabel('姓名').fill(person.name)
    await page.getByLabel('用户名').fill(person.login)
    await page.getByLabel(new RegExp(`^${role}`)).check()
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByLabel('再输入一次密码').fill(PASSWORD)
    await press(page, '新增此人')
    await said(`已新增 ${person.name}`)
  }
  await press(page, '下一步')
  await step('号段')
})

it('takes signed blocks, and none for another workstation or changed after signing', async () => {
  const { page } = window
  await pick(page, '选择号段文件', [files.foreignBlock, files.forgedBlock, ...files.blocks])
  await said('“foreign.json”没有导入')
  await said(/该号段借给工作站 OTHER-WS-01/)
  await said('“forged.json”没有导入')
  await said(/文件签名无效/)
  await said(/“block-5.json”已导入/)
  expect(await must(page, 'blocks.list', {})).toHaveLength(5)
  await press(page, '下一步')
  await step('备份位置')
})

it('chooses a place, backs up, and says that everything is ready', async () => {
  const { page } = window
  const type = async (place: string) => {
    await page.getByLabel('位置', { exact: true }).fill(place)
    await press(page, '采用此位置')
  }
  await type('backups')
  await said(/备份位置要写完整路径/)
  await type(backups)
  await press(page, '立即备份一次')
  await said(/备份完成/)
  await press(page, '下一步')
  await step('完成')
  await said('可以开始受理和制证了')
  await said(/没有可用号段：网络文化经营许可证/)
  expect(await must(page, 'setup.progress', {})).toMatchObject({ canIssue: true })
  await signOut(page)
})

it('issues its first licence by the people made, out of the block and under the seal', async () => {
  const { page } = window
  await signIn(page, CLERK.login, PASSWORD)
  await said(`${CLERK.name} · 受理员`)
  const application = await submitExample(page)
  await signOut(page)
  await signIn(page, APPROVER.login, PASSWORD)
  await said(`${APPROVER.name} · 审批员`)
  await must(page, 'approval.approve', {
    applicationId: application.id,
    seenRevision: application.revision,
  })
  await signOut(page)
  await signIn(page, CLERK.login, PASSWORD)
  await said(`${CLERK.name} · 受理员`)
  const licence = await issue(page, application.id)
  expect(licence.number).toBe('330100161001')
  expect(licence.issuerName).toBe(OFFICE.name)
  await said(/离线 · 待上报 [1-9]/) // the strip above says it by itself
  expect(faults).toEqual([])
})
