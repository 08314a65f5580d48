import { type Page } from 'playwright-core'
import { type Words } from '../../shared/kernel/words.ts'
import { type Look } from './looks.ts'
import { type Ask, type Found } from './calls.ts'

export type Who = 'nobody' | 'demo-clerk' | 'demo-approver' | 'demo-admin' | 'demo-auditor'

/** The window while pictures are taken. */
export interface Scene {
  readonly page: Page
  readonly look: Look
  /** What the office of this stage holds. */
  readonly found: Found
  readonly ask: Ask
}

/** One picture: who sits there and how one comes to it. They are taken in the order in which they are written. */
export interface Shot {
  /** Names the file. */
  readonly name: string
  readonly title: Words
  readonly who: Who
  /** Kept in every look; otherwise looked at in each, and kept in those that have every picture. */
  readonly everywhere?: boolean
  readonly go: (scene: Scene) => Promise<void>
}

/** To a screen by its address, as a link would. */
export const goTo = (page: Page, route: string): Promise<void> =>
  page.evaluate(`void (location.hash = ${JSON.stringify(`#${route}`)})`)

/** The screen of that address, and nothing done on it. */
export const at =
  (route: string) =>
  ({ page }: Scene): Promise<void> =>
    goTo(page, route)

/** Into a field of the intake form. */
export async function type(page: Page, field: string, text: string): Promise<void> {
  await page.locator(`[data-field="${field}"]`).locator('input:not([type=file]), textarea').first().fill(text)
  await page.keyboard.press('Enter')
}

/** Both pages of the side-by-side view are drawn. */
export const drawn = async (page: Page, count: number): Promise<void> => {
  await page
    .locator('canvas[aria-busy=false]')
    .nth(count - 1)
    .waitFor({ timeout: 60_000 })
}
