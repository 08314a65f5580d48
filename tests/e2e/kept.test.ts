import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../electron/app/demo/demo-people.ts'
import { beginNew, inputOf, isSaved, kindOf, pressReady } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { enter, goTo, importFile, must } from './office.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-kept-'))
const SECRET_WORD = '只在脑子里的改法'
let window: DrivenWindow
let page: Page
let jobId: string

async function open(login: 'demo-clerk' | 'demo-approver') {
  window = await openWindow({ home })
  page = window.page
  await enter(page, login)
}
/** As a power failure takes it, and the next start. */
async function crash(login: 'demo-clerk' | 'demo-approver') {
  await window.kill()
  await open(login)
}
beforeAll(async () => {
  await open('demo-clerk')
  jobId = await importFile(page, 'resources/demo/bad-rows.xlsx', 'applications')
}, 300_000)
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const kindCell = () => page.getByRole('textbox', { name: '证照类型' })
const mended = async () => (await must(page, 'imports.faults', { jobId, limit: 200 })).mended
async function openImport() {
  await goTo(page, '/imports')
  await page.getByRole('grid', { name: '批量导入' }).waitFor()
  await goTo(page, `/imports/${jobId}`)
  await kindCell().waitFor()
}
const row = (number: number) => page.getByRole('heading', { name: `第 ${number} 行`, exact: true }).waitFor()

describe(`a row that is being mended, on ${HOST}`, () => {
  it('is found again after the screen was left, after a reload and after a crash', async () => {
    await openImport()
    await kindCell().fill(SECRET_WORD)
    await openImport()
    expect(await kindCell().inputValue()).toBe(SECRET_WORD)
    await expect.poll(async () => (await mended())[2]?.['证照类型']).toBe(SECRET_WORD)
    await pressReady(page, 'F4')
    await row(3)
    await page.reload()
    await row(3)
    await kindCell().fill('导游员')
    await expect.poll(async () => (await mended())[3]?.['证照类型']).toBe('导游员')
    await crash('demo-clerk')
    await openImport()
    await expect.poll(() => kindCell().inputValue()).toBe(SECRET_WORD)
    await pressReady(page, 'F4')
    await row(3)
    expect(await kindCell().inputValue()).toBe('导游员')
  })

  it('that is still wrong keeps what was typed, and the file is not asked again', async () => {
    await page.keyboard.press('Control+Enter')
    await page.getByText(/第 3 行仍有/).waitFor()
    await crash('demo-clerk')
    await openImport()
    await pressReady(page, 'F4')
    await row(3)
    expect(await kindCell().inputValue()).toBe('导游员')
  })

  it('leaves nothing typed in the browser or in an unsealed file', async () => {
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      '导游',
    )
    for (const name of fs.readdirSync(home, { recursive: true }).map(String)) {
      const file = path.join(home, name)
      if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) continue
      expect(fs.readFileSync(file).includes(Buffer.from(SECRET_WORD)), name).toBe(false)
    }
  })
})

describe(`the form of a new import, on ${HOST}`, () => {
  const origin = () => page.getByRole('textbox', { name: '存量来源' })
  async function openForm() {
    await goTo(page, '/imports')
    await page.getByRole('grid', { name: '批量导入' }).waitFor()
    await goTo(page, '/imports/new')
    await page.getByRole('heading', { name: '新的导入' }).waitFor()
  }

  it('keeps its file while the program runs, and everything else for longer', async () => {
    await openForm()
    await page.locator('input[type=file]').first().setInputFiles('resources/demo/stock.xlsx')
    await page.getByRole('radio', { name: /存量证照/ }).check()
    await origin().fill('原纸质台账')
    await openForm()
    await page.getByText(/已选：stock\.xlsx/).waitFor()
    expect(await origin().inputValue()).toBe('原纸质台账')
    await expect
      .poll(async () => (await must(page, 'imports.form', {}))?.options.originNote)
      .toBe('原纸质台账')
    await crash('demo-clerk')
    await openForm()
    await page.getByText('上次选了 stock.xlsx，请重新选择这个文件').waitFor()
    expect(await origin().inputValue()).toBe('原纸质台账')
    await page.locator('input[type=file]').first().setInputFiles('resources/demo/stock.xlsx')
    await page.getByRole('button', { name: '读取文件' }).click()
    await page.getByRole('heading', { name: '识别结果' }).waitFor()
    await expect.poll(() => must(page, 'imports.form', {})).toBeNull()
  })
})

describe(`a page that goes away, on ${HOST}`, () => {
  const focused = () =>
    page.evaluate<string>(`document.activeElement?.closest('[data-field]')?.dataset.field`)

  it('comes back to the form and its field', async () => {
    await goTo(page, '/desk')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await beginNew(page, kindOf('travel-agency'))
    await inputOf(page, 'holderName').fill('样例一号旅行社')
    await isSaved(page)
    await inputOf(page, 'legalRep').focus()
    await page.reload()
    await page.getByRole('heading', { name: '旅行社业务经营许可证 · 新办' }).waitFor()
    await expect.poll(focused).toBe('legalRep')
    expect(await inputOf(page, 'holderName').inputValue()).toBe('样例一号旅行社')
  })

  it('that was locked shows nothing until it is unlocked, and comes back too', async () => {
    const clerk = DEMO_PEOPLE.find(one => one.login === 'demo-clerk')!
    await must(page, 'session.lock', {})
    await page.reload()
    await page
      .getByRole('dialog')
      .getByText(/样例受理员/)
      .waitFor()
    expect(await page.getByRole('main').count()).toBe(0)
    await page.getByRole('dialog').locator('input').fill(clerk.password)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: '旅行社业务经营许可证 · 新办' }).waitFor()
    await must(page, 'session.lock', {})
    await page.getByRole('button', { name: '换一个人登录' }).click()
    await page.getByRole('button', { name: clerk.name }).click()
    await page.getByRole('button', { name: /登录/ }).click()
    await page.getByRole('heading', { name: '旅行社业务经营许可证 · 新办' }).waitFor()
  })

  it('begins at the first screen for whoever signs in after a sign-out', async () => {
    await enter(page, 'demo-approver')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
  })
})

describe(`reasons of a return, on ${HOST}`, () => {
  it('are there for the approver who wrote them, whatever came between', async () => {
    await enter(page, 'demo-clerk')
    const [good] = await must(page, 'imports.rows', { jobId })
    const { applicationId } = good!
    const { revision, state } = await must(page, 'intake.open', { applicationId })
    if (state === 'draft') await must(page, 'intake.submit', { applicationId, seenRevision: revision })
    await enter(page, 'demo-approver')
    const review = async () => {
      await goTo(page, '/approval')
      await page.getByRole('grid').first().waitFor()
      await goTo(page, `/approval/${applicationId}`)
      await page.getByRole('button', { name: '退回', exact: false }).first().waitFor()
    }
    await review()
    await page.locator('[data-field="holderName"]').getByRole('button').click()
    const reason = () => page.locator('[data-reason]').getByRole('textbox').last()
    await reason().fill('名称与执照不一致')
    await expect
      .poll(async () => (await must(page, 'approval.review', { applicationId })).written)
      .toEqual([{ field: 'holderName', text: '名称与执照不一致' }])
    await crash('demo-approver')
    await review()
    await page.getByText(/名称与执照不一致/).waitFor()
    await page.locator('[data-field="holderName"]').getByRole('button').click()
    await expect.poll(() => reason().inputValue()).toBe('名称与执照不一致')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await must(page, 'approval.review', { applicationId })).written).toEqual([])
    await expect.poll(async () => (await must(page, 'intake.open', { applicationId })).state).toBe('returned')
  })
})
