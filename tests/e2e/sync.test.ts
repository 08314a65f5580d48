import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressReady } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { LONG } from './issuing-desk.ts'
import { enter, goTo, importFile, must } from './office.ts'
import { startStore, type StoreProcess } from './store-process.ts'

/** The window and a store in processes of their own: pairing, reporting by itself, a store that fails and comes back. */
const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-sync-'))
const storeHome = mkdtempSync(path.join(tmpdir(), 'lw-e2e-store-'))
let store: StoreProcess
let window: DrivenWindow
let page: Page
let code: string

beforeAll(async () => {
  store = await startStore(storeHome)
  window = await openWindow({ home })
  page = window.page
  await enter(page, 'demo-admin')
  const { office } = await must(page, 'session.state', {})
  await store.order(
    'office',
    'add',
    '--code',
    office!.code,
    '--name',
    office!.name,
    '--region',
    office!.region,
  )
  const made = await store.order(
    'pairing-code',
    '--office',
    office!.code,
    '--workstation',
    office!.workstationId,
  )
  code = String(made['code'])
}, LONG)
afterAll(async () => {
  await window?.close()
  await store?.kill()
  for (const one of [home, storeHome])
    rmSync(one, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const panel = () => page.getByRole('region', { name: '国家库' })
const dialog = () => page.getByRole('dialog', { name: '与国家库配对' })
const view = () => must(page, 'sync.view', {})
async function openQueue() {
  await goTo(page, '/outbox')
  await panel().waitFor()
}
async function pair(typed: string) {
  await dialog().getByLabel('国家库地址').fill(store.address)
  await dialog().getByLabel('配对码').fill(typed)
  await page.keyboard.press('Control+Enter')
}

describe(`the national store, on ${HOST}`, () => {
  it('is paired by its one-time code and by no other', async () => {
    await openQueue()
    await panel().getByText('本机尚未与国家库配对').waitFor()
    await panel().getByRole('button', { name: '与国家库配对' }).click()
    await pair(code.slice(0, 20))
    await dialog().getByText('配对码不对').waitFor()
    await pair(`${code.slice(0, -4)}AAAA`)
    await dialog().getByText('该地址上的不是发给配对码的国家库').waitFor()
    expect(await dialog().getByLabel('国家库地址').inputValue()).toBe(store.address)
    await pair(code)
    await dialog().waitFor({ state: 'detached' })
    await panel().getByText(store.address).waitFor()
    await panel().getByText('已全部上报').waitFor()
  })

  it('is told by itself what was made, and says so', async () => {
    await enter(page, 'demo-clerk')
    const jobId = await importFile(page, 'resources/demo/stock.xlsx', 'stock')
    await expect.poll(async () => (await must(page, 'register.search', { limit: 1 })).items.length).toBe(1)
    await openQueue()
    await expect.poll(async () => (await view()).counts.waiting, { timeout: 60_000 }).toBe(0)
    await panel().getByText('已全部上报').waitFor()
    const { counts, open } = await view()
    expect([counts.accepted > 0, counts.returned, open]).toEqual([true, 0, 0])
    expect(jobId).toBeTruthy()
  })

  it('that is gone hinders nobody, is told of in words, and gets the rest when it is back', async () => {
    await store.kill()
    await enter(page, 'demo-approver')
    const { items } = await must(page, 'register.search', { limit: 1, status: 'valid' })
    await must(page, 'register.changeStatus', {
      licenceId: items[0]!.id,
      event: 'cancel',
      decisionNumber: '样文旅决〔2026〕9号',
      reason: '样例',
    })
    await enter(page, 'demo-clerk')
    await openQueue()
    await panel().getByText('待上报 1 条').waitFor()
    await panel().getByText('暂时不能上报，会自动重试；不影响制证').waitFor({ timeout: 60_000 })
    await panel().getByText('上次没有成功').waitFor()
    await panel().getByText('下次尝试').waitFor()
    await store.start()
    await pressReady(page, 'F9')
    await panel().getByText('已全部上报').waitFor({ timeout: 60_000 })
    expect((await view()).run.answer).toBeNull()
  })

  it('is let go of by the administrator only', async () => {
    expect(await panel().getByRole('button', { name: '解除配对' }).count()).toBe(0)
    await enter(page, 'demo-admin')
    await openQueue()
    await panel().getByRole('button', { name: '解除配对' }).click()
    await page.keyboard.press('Control+Enter')
    await panel().getByText('本机尚未与国家库配对').waitFor()
  })
})
