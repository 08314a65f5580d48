import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type Locator } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photoFacts } from '../../shared/domain/photo/inspect-photo.ts'
import { violations } from './axe.ts'
import { openBrowser, openPage } from './page.ts'
import { samplePdf } from './sample-pdf.ts'

const CONFIG = path.resolve('renderer/vite.config.ts')
const SHEETS = ['fields', 'inputs', 'lists', 'work', 'documents', 'dialogs'] as const
const LOOKS = {
  light: {},
  dark: { appearance: { theme: 'dark' } },
  'high contrast at 200 %': { appearance: { theme: 'contrast', zoom: 200 } },
  'English at 200 %': { appearance: { language: 'en', zoom: 200 } },
  '3840 × 2160': { width: 3840, height: 2160 },
} as const
/** The sheet asks for one document that is not there, to show what is said then. */
const EXPECTED_FAULT = /404/

let browser: Browser
let scratch: string
let pdf: Uint8Array

beforeAll(async () => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-gallery-'))
  await build({
    configFile: CONFIG,
    mode: 'gallery',
    logLevel: 'error',
    build: { outDir: path.join(scratch, 'gallery') },
  })
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir: path.join(scratch, 'product') } })
  browser = await openBrowser()
  pdf = await samplePdf()
})
afterAll(async () => {
  await browser.close()
  fs.rmSync(scratch, { recursive: true, force: true })
})

const open = (sheet: (typeof SHEETS)[number], options: object = {}) =>
  openPage(browser, path.join(scratch, 'gallery'), `gallery.html?sheet=${sheet}`, {
    files: { '/sample.pdf': pdf },
    ...options,
  })

/** The page's own globals; this side is compiled without their types. */
interface InPage {
  readonly document: { readonly activeElement: unknown }
  readonly innerHeight: number
}

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate(element => element === (globalThis as unknown as InPage).document.activeElement)

interface Canvas {
  readonly width: number
  readonly height: number
  toDataURL(): string
  getContext(type: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray }
  }
}

/** The share of pixels that are not white. */
const inkOf = (locator: Locator): Promise<number> =>
  locator.evaluate(element => {
    const canvas = element as unknown as Canvas
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    return data.filter((value, i) => i % 4 === 1 && value < 200).length / (data.length / 4)
  })

describe.each(Object.entries(LOOKS))('the parts, %s', (_look, options) => {
  it.each(SHEETS)(
    '%s: axe finds nothing, nothing sticks out sideways, nothing is asked of outside',
    async sheet => {
      const { page, faults, outside, close } = await open(sheet, options)
      await page.locator('h1').waitFor()
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(faults.filter(fault => !EXPECTED_FAULT.test(fault))).toEqual([])
      expect(outside).toEqual([])
      await close()
    },
  )
})

describe('with real keys', () => {
  it('a list of 100,000 is found by initials and chosen, and Enter moves on', async () => {
    const { page, close } = await open('inputs')
    const combo = page.getByRole('combobox', { name: '街道（十万项）' })
    await combo.click()
    await page.keyboard.type('whjd')
    await page.getByText('20000 项相符').waitFor({ state: 'attached' })
    expect(await page.getByRole('option').count()).toBeLessThan(60)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('PageDown')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    const chosen = await page.locator('.option.active .words').textContent()
    await page.keyboard.press('Enter')
    expect(await combo.inputValue()).toBe(chosen)
    expect(await page.evaluate('document.activeElement.getAttribute("placeholder")')).toContain('20260301')
    await close()
  })

  it('a day is chosen from the calendar by keys alone', async () => {
    const { page, close } = await open('inputs')
    const field = page.getByRole('textbox', { name: '有效期起' })
    await field.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '日历' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await field.inputValue()).toBe('2026年3月2日')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '日历' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await isFocused(field)).toBe(true)
    await close()
  })

  it('a table is walked, selected and opened', async () => {
    const { page, close } = await open('lists')
    const grid = page.getByRole('grid')
    await grid.focus()
    await page.keyboard.press('End')
    const active = page.locator('.row.active')
    expect(await active.textContent()).toContain('0999-099')
    expect(
      await active.evaluate(
        row => row.getBoundingClientRect().bottom <= (globalThis as unknown as InPage).innerHeight,
      ),
    ).toBe(true)
    await page.keyboard.press(' ')
    await page.getByText('已选 2').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('打开 浙网文〔2026〕0999-099号').waitFor()
    const widths = await page
      .locator('.row')
      .evaluateAll(rows =>
        rows.map(row => row.querySelector(':scope > :last-child')?.getBoundingClientRect().left),
      )
    expect(new Set(widths).size).toBe(1)
    await close()
  })

  it('a dialog keeps the focus, and gives it back', async () => {
    const { page, close } = await open('dialogs')
    const opener = page.getByRole('button', { name: '注销…' })
    await opener.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await violations(page)).toEqual([])
    for (let n = 0; n < 7; n++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.querySelector("dialog").contains(document.activeElement)')).toBe(
        true,
      )
    }
    await page.keyboard.press('Escape')
    expect(await dialog.count()).toBe(0)
    expect(await isFocused(opener)).toBe(true)
    await close()
  })
})

describe('documents', () => {
  it('are drawn under the page’s own policy, with fonts they do not carry, and move together', async () => {
    const { page, outside, close } = await open('documents')
    const views = page.locator('.ui-side-by-side .pages')
    const canvas = views.first().locator('canvas').first()
    await expect.poll(() => inkOf(canvas)).toBeGreaterThan(0.01)
    await views.first().evaluate(view => view.scrollTo({ top: (view.scrollHeight - view.clientHeight) / 2 }))
    await expect.poll(() => views.last().evaluate(view => view.scrollTop)).toBeGreaterThan(100)
    const tops = await views.evaluateAll(all => all.map(view => view.scrollTop))
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeLessThanOrEqual(1)
    const before = await page
      .locator('.ui-side-by-side canvas')
      .evaluateAll(all => all.map(one => one.clientWidth))
    await page.getByRole('toolbar', { name: '纸质证' }).getByRole('button', { name: '放大' }).click()
    const after = await page
      .locator('.ui-side-by-side canvas')
      .evaluateAll(all => all.map(one => one.clientWidth))
    expect(after).toHaveLength(4)
    for (const [i, width] of after.entries()) expect(width / (before[i] ?? 1)).toBeCloseTo(1.25, 1)
    await page.getByText('文件取不到了').waitFor()
    expect(outside).toEqual([])
    await close()
  })

  it('of a portrait gives JPEG bytes of the size that the rule wants, moved by keys', async () => {
    const { page, close } = await open('documents')
    const frame = page.getByRole('img', { name: '照片取景框' })
    await frame.focus()
    const pixels = () => frame.evaluate(canvas => (canvas as unknown as Canvas).toDataURL())
    await expect.poll(async () => (await pixels()).length).toBeGreaterThan(5_000)
    const before = await pixels()
    for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    await expect.poll(pixels).not.toBe(before)
    await page.getByRole('button', { name: '采用照片' }).click()
    const base64 = await page.getByTestId('photo').getAttribute('src')
    const bytes = Buffer.from(base64?.split(',')[1] ?? '', 'base64')
    expect(photoFacts(bytes)).toMatchObject({ format: 'jpeg' })
    expect((photoFacts(bytes)?.widthPx ?? 0) / (photoFacts(bytes)?.heightPx ?? 1)).toBeCloseTo(413 / 579, 2)
    expect(bytes.length).toBeGreaterThanOrEqual(10_240)
    await close()
  })
})

it('the gallery is not in the product', () => {
  const files = fs.readdirSync(path.join(scratch, 'product'), { recursive: true, encoding: 'utf8' })
  expect(files.filter(file => /gallery|Sheet/i.test(file))).toEqual([])
  expect(files).toContain('index.html')
})
