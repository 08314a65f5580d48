import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { beginNew, inputOf, isSaved, kindOf, signIn } from './clerk.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-counter-'))
let window: DrivenWindow | undefined
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

it(`gives a draft back after the program was killed in the middle of typing, on ${HOST}`, async () => {
  window = await openWindow({ home })
  const { page } = window
  await page.getByRole('button', { name: /试用演示机关/ }).click()
  await signIn(page, 'clerk')
  await beginNew(page, kindOf('travel-agency'))
  await inputOf(page, 'holderName').focus()
  await page.keyboard.insertText('样例被拔掉电源的旅行社')
  await isSaved(page)
  // On and on, without a pause in which it could be said to be saved.
  const typed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const sign of typed) await page.keyboard.type(sign, { delay: 40 })
  await window.kill()

  window = await openWindow({ home })
  await signIn(window.page, 'clerk')
  await window.page.getByRole('grid').getByText('样例被拔掉电源的旅行社').waitFor()
  await window.page.keyboard.press('Enter')
  const back = await inputOf(window.page, 'holderName').inputValue()
  expect(`样例被拔掉电源的旅行社${typed}`.startsWith(back)).toBe(true)
  // What was typed more than the saving interval and a save ago is there: far less than a second of typing is gone.
  expect(back.length).toBeGreaterThan('样例被拔掉电源的旅行社'.length)
})
