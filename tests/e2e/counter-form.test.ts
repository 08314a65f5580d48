import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { kindOf } from './clerk.ts'
import { buildPage } from './built-page.ts'
import {
  approve,
  beginNew,
  inputOf,
  isSaved,
  placeOf,
  pressReady,
  takeAllPapers,
  typeAll,
  typeFocused,
} from './clerk.ts'
import { openOffice, type CounterOffice } from './counter-office.ts'
import { openBrowser } from './page.ts'

let root: string
let browser: Browser
let office: CounterOffice
let page: Page
beforeAll(async () => {
  root = buildPage('e2e-counter-form')
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  office = await openOffice(browser, root)
  page = office.page
  page.setDefaultTimeout(15_000)
  await office.as('demo-clerk')
})
afterEach(async () => {
  expect(office.faults).toEqual([])
  await office.close()
})

const TRAVEL = kindOf('travel-agency')
const values = EXAMPLES['travel-agency'][0]!.values
const PHOTO = path.resolve('resources/demo/photos/p1.jpg')
const drafts = async () => (await office.ask('intake.list', { states: ['draft'], limit: 10 })).items
const focusedField = () =>
  page.evaluate<string | null>(
    `document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? null`,
  )

describe('a clerk at the form', () => {
  it('takes an application in by keyboard alone', async () => {
    await pressReady(page, 'F2')
    await page.getByRole('radio', { name: '新办' }).waitFor()
    await page.keyboard.press('Enter')
    for (let i = 0; i < 9; i++) {
      const checked = await page.locator('input[type=radio]:checked').nth(1).count()
      const label = checked
        ? await page.locator('label:has(input[type=radio]:checked)').nth(1).innerText()
        : ''
      if (label.startsWith(TRAVEL.name.zh)) break
      await page.keyboard.press(checked ? 'ArrowDown' : 'Space')
    }
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `${TRAVEL.name.zh} · 新办` }).waitFor()
    for (let id = await focusedField(); id !== null; id = await focusedField()) {
      const field = TRAVEL.fields.find(one => one.id === id)!
      await typeFocused(page, TRAVEL, field, values[id] ?? null)
    }
    // Behind the last field come the papers; Enter goes on, and never submits.
    for (const _ of TRAVEL.materials.filter(m => m.events.includes('new'))) {
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
    }
    await page.locator('[data-materials] input:not(:checked)').first().waitFor({ state: 'detached' })
    await isSaved(page)
    expect((await drafts())[0]).toMatchObject({ state: 'draft' })
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已提交审批/).waitFor()
    const { items } = await office.ask('intake.list', { states: ['submitted'], limit: 10 })
    const opened = await office.ask('intake.open', { applicationId: items[0]!.id })
    expect(opened.values).toMatchObject(values)
  })

  it('leaves every key to the input method while it composes', async () => {
    await beginNew(page, TRAVEL)
    const name = inputOf(page, 'holderName')
    await name.focus()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Input.imeSetComposition', { text: 'yangli', selectionStart: 6, selectionEnd: 6 })
    const submits = page.getByText(/已提交审批|错误/)
    for (const key of ['Enter', 'Control+Enter', 'Escape', 'F2']) await page.keyboard.press(key)
    expect(await focusedField()).toBe('holderName')
    expect(await submits.count()).toBe(0)
    expect((await drafts())[0]!.values['holderName']).toBeUndefined()
    await cdp.send('Input.insertText', { text: '样例' })
    await isSaved(page)
    await page.keyboard.press('Enter')
    expect(await focusedField()).not.toBe('holderName')
    expect((await drafts())[0]!.values['holderName']).toBe('样例')
  })

  it('is told at the field what is wrong, led to the first fault, and mends by one key', async () => {
    await beginNew(page, TRAVEL)
    await page.keyboard.press('Control+Enter')
    await placeOf(page, 'holderName').getByText('请填写').waitFor()
    expect(await focusedField()).toBe('holderName')
    const place = placeOf(page, 'holderCode')
    await inputOf(page, 'holderCode').fill('12345')
    await page.keyboard.press('Enter')
    await place.locator('.fault').first().waitFor()
    await inputOf(page, 'holderCode').fill(String(values['holderCode']))
    await page.keyboard.press('Enter')
    await place.locator('.fault').first().waitFor({ state: 'detached' })
    // A sign that nobody sees, as it comes with a pasted name: one key takes it out.
    await inputOf(page, 'holderName').focus()
    await page.keyboard.insertText('样例\u200b旅行社')
    await page.keyboard.press('Enter')
    const repair = placeOf(page, 'holderName').getByRole('button', { name: /Alt\+Enter/ })
    await repair.waitFor()
    await inputOf(page, 'holderName').focus()
    await page.keyboard.press('Alt+Enter')
    await repair.waitFor({ state: 'detached' })
    expect(await inputOf(page, 'holderName').inputValue()).toBe('样例旅行社')
    expect(await page.getByRole('button', { name: /提交审批（还有 \d+ 处要改）/ }).count()).toBe(1)
  })

  it('shows hostile text as text, wherever it appears', async () => {
    const hostile = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>公司`
    const { id } = await office.submitted('travel-agency', { ...values, holderName: hostile })
    await office.as('demo-approver')
    await pressReady(page, 'F4')
    await page.locator('[data-field="holderName"]').getByText(hostile).waitFor()
    await page.getByRole('button', { name: /退回/ }).last().click()
    await page.getByLabel('原因 1').fill('<b onmouseover=window.hacked=1>名称</b>{count}')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已退回，1 条原因/).waitFor()
    await office.as('demo-clerk')
    await page.getByRole('grid').getByText(hostile).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('<b onmouseover=window.hacked=1>名称</b>{count}').waitFor()
    expect(await inputOf(page, 'holderName').inputValue()).toBe(hostile)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect((await office.ask('intake.open', { applicationId: id })).values['holderName']).toBe(hostile)
  })

  it('is warned of a second application of the same holder, which does not block', async () => {
    const first = await office.submitted('travel-agency', values)
    await beginNew(page, TRAVEL)
    await typeAll(page, TRAVEL, values)
    await placeOf(page, 'holderCode').getByText(first.receiptNumber).waitFor()
    await takeAllPapers(page)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已提交审批/).waitFor()
  })

  it('is told when it was changed elsewhere, and loses nothing that was typed', async () => {
    await beginNew(page, TRAVEL)
    await inputOf(page, 'holderName').fill('我输入的名称')
    await isSaved(page)
    const [draft] = await drafts()
    await office.ask('intake.saveDraft', {
      applicationId: draft!.id,
      seenRevision: draft!.revision,
      values: { holderName: '别处改的名称', contactName: '样例甲' },
    })
    await inputOf(page, 'holderName').fill('我输入的名称二')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('别处改的名称').waitFor()
    await dialog.getByText('我输入的名称二').waitFor()
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await isSaved(page)
    const kept = await office.ask('intake.open', { applicationId: draft!.id })
    expect(kept.values).toMatchObject({ holderName: '我输入的名称二', contactName: '样例甲' })
  })

  it('gives an application up with its reason', async () => {
    await beginNew(page, TRAVEL)
    await page.getByRole('button', { name: '放弃申请' }).click()
    await page.getByRole('dialog').getByLabel('放弃的原因').fill('申请人撤回')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已放弃/).waitFor()
    await page.getByText('没有待办理的申请').waitFor()
    const { items } = await office.ask('intake.list', { states: ['abandoned'], limit: 10 })
    expect(items).toHaveLength(1)
  })
})

describe('what the register knows', () => {
  it('fills a form by one key, waives a paper, and overwrites nothing', async () => {
    const person = EXAMPLES['guide-qualification'][0]!.values
    await office.issued('guide-qualification', person, PHOTO)
    const guide = kindOf('tour-guide')
    await beginNew(page, guide)
    await inputOf(page, 'holderName').fill('我自己写的')
    await inputOf(page, 'holderCode').fill(String(person['holderCode']))
    await page.keyboard.press('Enter')
    await page.getByText(/该主体的有效证照可填写/).waitFor()
    await page.keyboard.press('F6')
    await page.getByRole('img', { name: '已保存的照片' }).waitFor()
    expect(await inputOf(page, 'holderName').inputValue()).toBe('我自己写的')
    const paper = page.locator('[data-material="qualification-certificate"]')
    await paper.getByRole('button', { name: '免提交' }).click()
    await paper.getByRole('button', { name: '改为收取' }).waitFor()
    const [draft] = await drafts()
    const opened = await office.ask('intake.open', { applicationId: draft!.id })
    expect(opened.materials.find(m => m.id === 'qualification-certificate')?.state).toBe('waived')
  })

  it('begins a change on a licence that is found, and the approver sees what differs', async () => {
    await office.issued('travel-agency', values)
    await pressReady(page, 'F2')
    await page.getByRole('radio', { name: '变更' }).click()
    await page.getByLabel('查找证照').fill(String(values['holderName']).slice(0, 6))
    await page.getByRole('radio', { name: new RegExp(String(values['holderName'])) }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: `${TRAVEL.name.zh} · 变更` }).waitFor()
    await inputOf(page, 'holderName').fill('改了名的样例旅行社有限公司')
    await takeAllPapers(page)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已提交审批/).waitFor()
    await office.as('demo-approver')
    await pressReady(page, 'F4')
    const row = page.locator('tr[data-field="holderName"]')
    await row.getByText('有变更').waitFor()
    await row.getByText(String(values['holderName'])).waitFor()
    await page.getByText(/有 1 处不同/).waitFor()
    await approve(page)
    await page.getByText(/已同意，待制证/).waitFor()
  })
})

describe('the approver', () => {
  it('returns by field, the clerk mends it there, and it comes back', async () => {
    const { receiptNumber } = await office.submitted('travel-agency', values)
    await office.as('demo-approver')
    await pressReady(page, 'F4')
    await page.getByRole('button', { name: '指出“旅行社名称”的问题' }).click()
    await page.getByLabel('原因 1').fill('与营业执照不一致')
    await page.getByRole('button', { name: '再加一条' }).click()
    await page.getByLabel('原因 2').fill('请补充说明')
    await page.keyboard.press('Control+Enter')
    await page.getByText(`${receiptNumber} 已退回，2 条原因`).waitFor()
    await office.as('demo-clerk')
    await page.getByRole('grid').getByText('已退回').waitFor()
    await page.keyboard.press('Enter')
    await placeOf(page, 'holderName').getByText('退回原因：与营业执照不一致').waitFor()
    await page.getByText('请补充说明').waitFor()
    expect(await focusedField()).toBe('holderName')
    await inputOf(page, 'holderName').fill('改好了的样例旅行社有限公司')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已提交审批/).waitFor()
    await office.as('demo-approver')
    await pressReady(page, 'F4')
    await page.locator('[data-field="holderName"]').getByText('改好了的样例旅行社有限公司').waitFor()
    await page.getByText('旅行社名称：与营业执照不一致').waitFor()
  })

  it('gets the next one after each decision, and cannot decide on what he took in himself', async () => {
    await office.as('demo-admin')
    const both = {
      login: 'both',
      name: '样例双岗',
      password: 'Liang-gang-2026',
      roles: ['clerk', 'approver'],
    }
    await office.ask('users.create', both as never)
    await office.ask('session.signOut', {})
    await office.ask('session.signIn', { login: both.login, password: both.password })
    const mine = await office.submitted('travel-agency', values)
    await office.as('demo-clerk')
    const others = [
      await office.submitted('travel-agency', { ...values, holderName: '第二家样例旅行社' }),
      await office.submitted('travel-agency', { ...values, holderName: '第三家样例旅行社' }),
    ]
    await office.ask('session.signOut', {})
    await office.ask('session.signIn', { login: both.login, password: both.password })
    await page.reload()
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await page.getByRole('link', { name: /审批/ }).click()
    await page.getByRole('grid').getByText('本人经手').waitFor()
    await pressReady(page, 'F4')
    await page.locator('[data-field="holderName"]').getByText('第二家样例旅行社').waitFor()
    await approve(page)
    await page.keyboard.press('F8') // pressed twice: the next one is not approved unseen
    await page.locator('[data-field="holderName"]').getByText('第三家样例旅行社').waitFor()
    expect((await office.ask('intake.open', { applicationId: others[1]!.id })).state).toBe('submitted')
    await approve(page)
    await page.getByText('没有其他待您审批的申请').waitFor()
    await page.getByRole('grid').press('Enter')
    await page
      .getByText(/您受理或修改过这件申请/)
      .first()
      .waitFor()
    await page.keyboard.press('F8')
    const after = await office.ask('intake.open', { applicationId: mine.id })
    expect(after.state).toBe('submitted')
  })
})
