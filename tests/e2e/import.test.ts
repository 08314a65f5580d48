import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressReady } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { goOnFromDesk } from './issuing-desk.ts'
import { enter, goTo, must } from './office.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-import-'))
const DEMO = 'resources/demo'
let window: DrivenWindow
let page: Page
const faults: string[] = []

async function open() {
  window = await openWindow({ home })
  page = window.page
  page.on('pageerror', error => faults.push(String(error)))
  await enter(page, 'demo-clerk')
}
beforeAll(open, 300_000)
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

type Picked = string | { name: string; mimeType: string; buffer: Buffer }

/** Picks the files on the form of a new import and has them read. */
async function read(table: Picked, options: { stock?: boolean; pictures?: readonly string[] } = {}) {
  await goTo(page, '/imports')
  await page.getByRole('heading', { name: '批量导入' }).waitFor()
  await goTo(page, '/imports/new')
  await page.getByRole('heading', { name: '新的导入' }).waitFor()
  // What was chosen before and not taken is still there.
  for (const name of ['换一个文件', '不要照片']) {
    const button = page.getByRole('button', { name })
    if (await button.isVisible()) await button.click()
  }
  await page.locator('input[type=file]').first().setInputFiles(table)
  if (options.stock) await page.getByRole('radio', { name: /存量证照/ }).check()
  if (options.pictures)
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles([...options.pictures])
  await page.getByRole('button', { name: '读取文件' }).click()
}
const start = () => page.getByRole('button', { name: /开始导入|仍然导入/ }).click()
const list = () => page.getByRole('grid', { name: '待改正的行' })
/** Puts the row of that number of the file in front. */
async function choose(row: number) {
  await list()
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: String(row), exact: true }) })
    .click()
  await page.getByRole('heading', { name: `第 ${row} 行`, exact: true }).waitFor()
}
const jobs = () => must(page, 'imports.list', { limit: 10 })
const photos = fs.readdirSync(`${DEMO}/photos`).map(name => `${DEMO}/photos/${name}`)

describe(`批量导入 on ${HOST}`, () => {
  it('shows what was recognised before a row is taken', async () => {
    await read(`${DEMO}/bad-rows.xlsx`, { pictures: photos.filter(name => !name.includes('p2')) })
    await page.getByRole('heading', { name: '识别结果' }).waitFor()
    await page.getByText('65 行', { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).toContain('工作表 有错的行')
    expect((await jobs())[0]).toMatchObject({ state: 'paused', good: 0, bad: 0 })
  })

  it('tells good rows from faulty ones, each fault at its cell', async () => {
    await start()
    await page.getByRole('heading', { name: /待改正的行/ }).waitFor()
    const [job] = await jobs()
    expect(job!.good + job!.bad).toBe(65)
    await page.getByText(`${job!.bad} 行待改正`).waitFor()
    const kind = page.getByRole('textbox', { name: '证照类型' })
    expect(await kind.getAttribute('aria-invalid')).toBe('true')
    await page.getByText('无法识别证照类型“网吧经营许可证”').last().waitFor()
  })

  it('mends a row in place: still faulty is told, taken goes away, and the next one comes', async () => {
    const [before] = await jobs()
    await page.getByRole('textbox', { name: '证照类型' }).fill('还是不对')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/第 2 行仍有 1 处错误/).waitFor()
    await page.getByRole('textbox', { name: '证照类型' }).fill('娱乐经营许可证')
    await page.keyboard.press('Control+Enter')
    await page.getByText('第 2 行已导入').waitFor()
    await page.getByRole('heading', { name: '第 3 行', exact: true }).waitFor()
    const [after] = await jobs()
    expect([after!.good - before!.good, before!.bad - after!.bad]).toEqual([1, 1])
  })

  it('keeps what was typed into one row while another is looked at', async () => {
    await page.getByRole('textbox', { name: '证照类型' }).fill('导游')
    await pressReady(page, 'F4')
    await page.getByRole('heading', { name: '第 4 行', exact: true }).waitFor()
    await choose(3)
    expect(await page.getByRole('textbox', { name: '证照类型' }).inputValue()).toBe('导游')
    await page.getByRole('button', { name: '恢复原值' }).click()
    expect(await page.getByRole('textbox', { name: '证照类型' }).inputValue()).toBe('C0313')
  })

  it('takes a picture that was missing, handed in for the row', async () => {
    const { job, faults: all } = await must(page, 'imports.faults', {
      jobId: (await jobs())[0]!.id,
      limit: 200,
    })
    const missing = all.find(one => one.cells['照片'] === 'photos/nobody.jpg')!
    await choose(missing.row)
    await page.locator('input[type=file]').setInputFiles(`${DEMO}/photos/p2.jpg`)
    await page.getByText('照片已补交').waitFor()
    expect(await page.getByRole('textbox', { name: '照片' }).inputValue()).toBe('p2.jpg')
    await page.keyboard.press('Control+Enter')
    await page.getByText(`第 ${missing.row} 行已导入`).waitFor()
    expect((await jobs())[0]!.bad).toBe(job.bad - 1)
  })

  it('writes the faulty rows as a sheet', async () => {
    await page.getByRole('button', { name: '写出待改正表' }).click()
    const note = page.getByRole('status').filter({ hasText: '已写出待改正的行' })
    expect(fs.statSync(await note.locator('.code').first().innerText()).size).toBeGreaterThan(5_000)
  })

  it('asks before the same file is taken again, and gives up at a word', async () => {
    await read(`${DEMO}/bad-rows.xlsx`)
    await page.getByText('同一个文件已经导入过').waitFor()
    await page.getByRole('button', { name: '不导入' }).click()
    await page.getByRole('grid', { name: '批量导入' }).waitFor()
    expect((await jobs())[0]!.state).toBe('cancelled')
  })

  it('takes stock into the register', async () => {
    await read(`${DEMO}/stock.xlsx`, { stock: true })
    await start()
    await page.getByText('60 行已导入').waitFor()
    await page.getByRole('link', { name: '去证照库查看' }).click()
    await page.getByRole('grid').getByRole('row').nth(20).waitFor()
  })

  it('says in words why a file cannot be taken', async () => {
    const table = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    for (const file of [
      table('photo.xlsx', 'no workbook at all'),
      table('no-kind.csv', '甲,乙\n1,2\n'),
      table('twice.csv', '证照类型,证照类型\n1,2\n'),
    ]) {
      await read(file)
      const told = page.getByRole('alert').filter({ hasText: '文件没有导入' })
      await told.waitFor()
      expect(await told.innerText()).toContain('错误编号')
    }
  })

  it('treats a path and markup in a file name as a label', async () => {
    const text = '证照类型,持证主体\n<b>x</b>,<img src=x onerror=alert(1)>\n'
    await read({ name: '..\\..\\<img src=x>.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await start()
    await page.getByRole('heading', { name: /待改正的行/ }).waitFor()
    expect(await page.locator('img').count()).toBe(0)
    const [job] = await jobs()
    expect(path.dirname(path.dirname(job!.path))).toBe(path.join(home, 'demo', 'imports'))
  })
})

describe(`a long import on ${HOST}`, () => {
  it('pauses, goes on in the background and after a power failure, and loses no row', async () => {
    await read(`${DEMO}/mixed-1000.xlsx`, { pictures: photos })
    await page.getByText('1,000 行', { exact: true }).waitFor()
    await start()
    await page.getByRole('button', { name: '暂停' }).click()
    await page.getByRole('button', { name: '继续' }).waitFor()
    const [paused] = await jobs()
    expect(paused).toMatchObject({ state: 'paused' })
    expect(paused!.good).toBeLessThan(1000)
    await page.getByRole('button', { name: '继续' }).click()
    await goTo(page, '/register')
    await expect.poll(async () => (await jobs())[0]!.good).toBeGreaterThan(paused!.good)
    await window.kill()
    await open()
    await goOnFromDesk(page, /^导入 mixed-1000\.xlsx 停在第 [\d,]+ 行/, '继续')
    await page.waitForURL(url => url.hash === `#/imports/${paused!.id}`)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('1,000 行已导入').waitFor({ timeout: 100_000 })
    expect((await jobs())[0]).toMatchObject({ state: 'done', good: 1000, bad: 0 })
    expect(faults).toEqual([])
  })
})
