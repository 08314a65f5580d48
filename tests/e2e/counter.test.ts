import path from 'node:path'
import { type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { buildPage } from './built-page.ts'
import { addPhoto, approve, beginNew, signIn, signOut, takeAllPapers, typeAll } from './clerk.ts'
import { openLive, type LivePage } from './live.ts'
import { openBrowser } from './page.ts'

let root: string
let browser: Browser
let live: LivePage
let page: Page
beforeAll(async () => {
  root = buildPage('e2e-counter')
  browser = await openBrowser()
})
afterAll(() => browser.close())
afterEach(async () => {
  expect(live.faults).toEqual([])
  await live.close()
})

/** A demonstration office with the clerk at the window. */
async function openOffice(): Promise<void> {
  live = await openLive(browser, root)
  page = live.page
  await page.getByRole('button', { name: /试用演示机关/ }).click()
  await signIn(page, 'clerk')
}

const PHOTO = path.resolve('resources/demo/photos/p1.jpg')

describe('from intake by one person to approval by another', () => {
  it.each(BUILTIN_KINDS.map(one => [one.name.zh, one] as const))('%s', async (_name, one) => {
    await openOffice()
    await beginNew(page, one)
    const example = EXAMPLES[one.id][0]!
    await typeAll(page, one, example.values)
    if (one.photo) await addPhoto(page, PHOTO)
    await takeAllPapers(page)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/已提交审批/).waitFor()
    await signOut(page)
    await signIn(page, 'approver')
    await page.keyboard.press('F4')
    await page.getByRole('heading', { name: `${one.name.zh} · 新办` }).waitFor()
    const holder = String(example.values['holderName'])
    await page.locator('[data-field="holderName"]').getByText(holder).waitFor()
    await approve(page)
    await page.getByText(/已同意，待制证/).waitFor()
    await page.getByText('没有待审批的申请').waitFor()
  })
})
