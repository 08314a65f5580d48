import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { beginNew, inputOf, isSaved, kindOf, signIn } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { treeOf } from './kill-tree.ts'
import { must } from './office.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-counter-'))
let window: DrivenWindow | undefined
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const NAME = '样例被拔掉电源的旅行社'
/** Our promise: no more than the last second of typing is lost. */
const LOST_AT_MOST_MS = 1_000

/** What the core holds of the draft. It takes one call after the other: a save that was sent before is done. */
async function held(page: Page): Promise<string> {
  const { items } = await must(page, 'intake.list', { states: ['draft'], limit: 1 })
  return String(items[0]?.values['holderName'] ?? '')
}

it(`gives a draft back to the last second after everything was killed in the middle of typing, on ${HOST}`, async () => {
  window = await openWindow({ home })
  const { page } = window
  await page.getByRole('button', { name: /试用演示机关/ }).click()
  await signIn(page, 'clerk')
  await beginNew(page, kindOf('travel-agency'))
  await inputOf(page, 'holderName').focus()
  await page.keyboard.insertText(NAME)
  await isSaved(page)
  // On and on, without a pause in which it could be said to be saved.
  const typed: { readonly text: string; readonly at: number }[] = []
  for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    await page.keyboard.type(sign, { delay: 40 })
    typed.push({ text: `${typed.at(-1)?.text ?? NAME}${sign}`, at: Date.now() })
  }
  const asked = Date.now()
  const kept = await held(page)
  const settled = typed.filter(one => one.at < asked - LOST_AT_MOST_MS).at(-1)!.text
  expect(kept.startsWith(settled)).toBe(true)
  for (const sign of 'abc') await page.keyboard.type(sign)
  expect(treeOf(window.hostPid).length).toBeGreaterThan(3)
  await window.kill()

  window = await openWindow({ home })
  await signIn(window.page, 'clerk')
  await window.page.getByRole('grid').getByText(NAME).waitFor()
  await window.page.keyboard.press('Enter')
  const back = await inputOf(window.page, 'holderName').inputValue()
  expect(back.startsWith(kept)).toBe(true)
  expect(`${typed.at(-1)!.text}abc`.startsWith(back)).toBe(true)
})
