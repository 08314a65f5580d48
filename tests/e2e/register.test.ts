import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { enter, goTo, importFile, issueOne, must } from './office.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-register-'))
let window: DrivenWindow
let page: Page
let licenceId: string
const faults: string[] = []

beforeAll(async () => {
  window = await openWindow({ home, downloads: path.join(home, 'saved') })
  page = window.page
  page.on('pageerror', error => faults.push(String(error)))
  licenceId = await issueOne(page)
  await importFile(page, 'resources/demo/stock.xlsx', 'stock')
}, 300_000)
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const rows = () => page.getByRole('grid').getByRole('row')
/** Every row below the headings says it. */
const onlyWith = (text: string) =>
  expect.poll(() => rows().filter({ hasNotText: text }).count(), { timeout: 20_000 }).toBe(1)
const search = () => page.getByRole('textbox', { name: '查找' })
const found = (kind: string, status = 'valid') =>
  must(page, 'register.search', { kind: kind as never, status: status as never, limit: 1 }).then(
    result => result.items[0]!,
  )
async function openLicence(id: string) {
  await goTo(page, '/register')
  await goTo(page, `/register/${id}`)
  await page.getByRole('heading', { name: '全过程' }).waitFor()
}

describe(`证照库 on ${HOST}`, () => {
  it('finds by two signs of a name while one types, and masks what is personal', async () => {
    await goTo(page, '/register')
    await rows().nth(5).waitFor()
    await search().pressSequentially('娱')
    await page.getByText('再输入一个字即可查找').waitFor()
    await search().pressSequentially('乐')
    await onlyWith('娱乐')
    expect(await rows().count()).toBeGreaterThan(2)
    await search().fill('')
    const person = await found('tour-guide')
    expect(person.holderCode).toMatch(/^\d{3}\*+/)
    expect(await page.getByRole('main').innerText()).not.toMatch(/(?<!\d)[1-9]\d{5}(19|20)\d{9}[\dX]/)
  })

  it('narrows by chips that can be taken away', async () => {
    await page.getByRole('combobox', { name: '状态' }).fill('已注销')
    await page.keyboard.press('Enter')
    await page.getByText('状态：已注销', { exact: true }).waitFor()
    await onlyWith('已注销')
    await page.getByRole('button', { name: /去掉筛选“状态：已注销”/ }).click()
    await rows().nth(20).waitFor()
  })

  it('opens a licence straight from the box above, by number and by a scan from anywhere', async () => {
    const { number } = await found('entertainment')
    await page.keyboard.press('Control+K')
    await page.keyboard.insertText(number)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '全过程' }).waitFor()
    expect(await page.getByRole('main').innerText()).toContain(number)
    const licence = (await must(page, 'register.show', { key: licenceId })).versions[0]!.licence
    await page.getByRole('heading', { name: '全过程' }).click()
    // A gun's keys come faster than a test can send them one by one.
    await page.evaluate(`for (const key of [...${JSON.stringify(licence.identifier)}, 'Enter'])
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
    await page.waitForURL(url => url.hash.includes(licence.id))
  })

  it('leads to the list where a text names no one licence', async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.insertText('样例')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.hash.startsWith('#/register?q='))
    expect(await search().inputValue()).toBe('样例')
  })

  it('remembers the columns that were chosen', async () => {
    await page.getByRole('button', { name: '显示的列' }).click()
    await page.getByRole('checkbox', { name: '来源' }).check()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    await goTo(page, '/register')
    await page.getByRole('columnheader', { name: '来源' }).waitFor()
  })

  it('exports what was found and says where it lies', async () => {
    await page.getByRole('button', { name: /导出/ }).click()
    const note = page.getByRole('status').filter({ hasText: '已导出' })
    const said = await note.locator('.code').first().innerText()
    expect(fs.statSync(said).size).toBeGreaterThan(1000)
    await note.getByRole('link', { name: '另存' }).click()
    const saved = path.join(home, 'saved')
    await expect.poll(() => fs.existsSync(saved) && fs.readdirSync(saved).join()).toContain('证照库')
  })
})

describe(`the page of a licence on ${HOST}`, () => {
  it('tells the whole story and shows the electronic copy in the window', async () => {
    await openLicence(licenceId)
    const text = await page.getByRole('main').innerText()
    for (const said of ['制证并加盖电子印章', '审批同意', '样例审批员', '样例受理员', '样例'])
      expect(text).toContain(said)
    await page.getByRole('button', { name: '查看电子证照' }).click()
    await page.locator('canvas').first().waitFor()
    expect(await page.getByRole('link', { name: /另存/ }).getAttribute('href')).toMatch(/^\/doc\//)
    await page.getByRole('button', { name: '收起电子证照' }).click()
  })

  it('shows personal data in full for a stated purpose only, and writes it down', async () => {
    const person = await found('tour-guide')
    await openLicence(person.id)
    const before = await page.getByRole('main').innerText()
    await page.getByRole('button', { name: '查看完整信息' }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('textbox', { name: '用途' }).fill('核对申请材料')
    await page.keyboard.press('Control+Enter')
    await page.getByText('正在完整显示个人信息').waitFor()
    expect(before).not.toMatch(/\d{17}[\dX]/)
    expect(await page.getByRole('main').innerText()).toMatch(/\d{17}[\dX]/)
    await page.getByText('用途：核对申请材料').waitFor()
    await page.getByRole('button', { name: '重新遮盖' }).click()
    await page.getByRole('button', { name: '查看完整信息' }).waitFor()
  })

  it('leads from change, renewal, reissue and replacement to an application about it', async () => {
    for (const [name, event] of [
      ['变更', 'change'],
      ['延续', 'renew'],
      ['补发', 'reissue'],
      ['换证', 'replace'],
    ] as const) {
      const { id } = await found('entertainment')
      await openLicence(id)
      await page.getByRole('button', { name, exact: true }).click()
      await page.waitForURL(url => url.hash === `#/intake/new?event=${event}&licence=${id}`)
    }
  })

  it('says why a clerk cannot decide', async () => {
    await openLicence((await found('tour-guide')).id)
    await page.getByRole('listitem').filter({ hasText: '只有审批员可以办理' }).waitFor()
    await page.getByRole('button', { name: '暂扣', exact: true }).click({ force: true })
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

describe(`acts by decision on ${HOST}`, () => {
  beforeAll(() => enter(page, 'demo-approver'))

  async function decide(act: string, number: string) {
    await page.getByRole('button', { name: act, exact: true }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.innerText()).toContain(number)
    await page.keyboard.press('Control+Enter') // nothing is filled in yet: nothing happens
    await dialog.getByRole('textbox', { name: /决定书文号/ }).fill('样文旅决〔2026〕7号')
    await dialog.getByRole('textbox', { name: /事由/ }).fill(`依法${act}\n第二行`)
    await page.keyboard.press('Control+Enter')
    await page.getByText(`已${act}：${number}`).waitFor()
    await page.getByText(`样文旅决〔2026〕7号`).first().waitFor()
  }

  it.each([
    ['tour-guide', ['暂扣', '暂扣发还'], '有效'],
    ['entertainment', ['注销'], '已注销'],
    ['commercial-performance', ['撤销', '注销'], '已注销'],
    ['network-culture', ['吊销'], '已吊销'],
  ] as const)('change %s by %s', async (kind, acts, status) => {
    const { id, number } = await found(kind)
    await openLicence(id)
    for (const act of acts) await decide(act, number)
    const { versions } = await must(page, 'register.show', { key: id })
    await page.getByText(status, { exact: true }).first().waitFor()
    expect(versions.at(-1)!.shown).not.toBe(status === '有效' ? 'suspended' : 'valid')
  })

  it('are refused in words on a licence that is over', async () => {
    await openLicence((await found('entertainment', 'cancelled')).id)
    await page.getByRole('listitem').filter({ hasText: '现为“已注销”，不能注销' }).waitFor()
    expect(faults).toEqual([])
  })
})
