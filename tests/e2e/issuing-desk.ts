import fs from 'node:fs'
import { type Locator, type Page } from 'playwright-core'
import { DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { pressReady } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { go, officeWith, openIssuing } from './issuing-office.ts'

/** Longer than a whole batch takes on a busy machine. */
export const LONG = 300_000

/** The window of one test after the other, and the homes that they leave. */
export function issuingDesk() {
  let driven: DrivenWindow | undefined
  const homes: string[] = []
  async function start(home: string): Promise<Page> {
    driven = await openIssuing(home)
    return driven.page
  }
  return {
    /** A new office in which these applications wait. */
    async office(wanted: Parameters<typeof officeWith>[0]): Promise<string> {
      const home = await officeWith(wanted)
      homes.push(home)
      return home
    },
    /** Opens the program on that home, at the desk. */
    start,
    /** The same, on the issuing screen. */
    async open(home: string): Promise<Page> {
      const page = await start(home)
      await go(page, '制证')
      return page
    },
    /** Closes the window as a person would. */
    async close(): Promise<void> {
      await driven?.close()
      driven = undefined
    },
    /** The power fails. */
    async kill(): Promise<void> {
      await driven?.kill()
      driven = undefined
    },
    clear(): void {
      for (const home of homes.splice(0)) fs.rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What the desk asks to be gone on with first: a line by its words, and the button beside it. */
export async function goOnFromDesk(page: Page, words: RegExp, act: string): Promise<void> {
  const line = page.getByRole('region', { name: '请先处理' }).getByRole('listitem').filter({ hasText: words })
  await line.getByRole('button', { name: act }).click()
}

export const dialog = (page: Page): Locator => page.getByRole('dialog')

export async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('grid', { name: '待制证的申请' }).focus() // the desk has a list too
  await page.keyboard.press('Control+a')
  await pressReady(page, 'F8')
}

export async function givePins(page: Page, pin = DEMO_PIN): Promise<void> {
  await dialog(page).locator('input').first().waitFor()
  for (const input of await dialog(page).locator('input').all()) await input.fill(pin)
  await page.keyboard.press('Control+Enter')
}

export async function issueAll(page: Page): Promise<void> {
  await chooseAll(page)
  await givePins(page)
  await page.getByText('本批结果').waitFor({ timeout: LONG })
}

/** From a batch to the first licence whose paper is not handed over. */
export async function openFirstPaper(page: Page): Promise<void> {
  await pressReady(page, 'F4')
  await page.getByText('纸电一致').waitFor()
}

export async function sendToPrinter(page: Page, reason?: string): Promise<void> {
  await dialog(page).waitFor({ state: 'detached' }) // one that is still closing takes no key
  await pressReady(page, 'F9')
  await dialog(page).waitFor()
  if (reason !== undefined) await dialog(page).getByLabel('重打原因').fill(reason)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '纸质证出来得好吗？' }).waitFor()
}
