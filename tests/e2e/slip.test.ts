import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkstation } from '../../electron/app/workstation.ts'
import { codeOf } from '../integration/usecases/support.ts'
import { drawnText } from '../integration/rendering/tools.ts'
import { startCups, type TestCups } from '../printing/cups.ts'
import { startScreen, type TestScreen } from '../printing/screen.ts'
import { ADMIN, folder, must, PASSWORD, press } from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { goTo } from './office.ts'
import { openOnChromium } from './on-chromium.ts'

const home = folder()
let cups: TestCups
let screen: TestScreen
let window: DrivenWindow | undefined

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
  cups.setDefault('laser')
  screen = await startScreen()
})
afterAll(async () => {
  await window?.close()
  await screen?.stop()
  await cups?.stop()
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

it('prints the recovery secret on a slip of its own, and what stands on the paper opens the data', async () => {
  // Headless browsers print nothing; on a screen, this flag presses 打印 in the browser's own print dialog.
  window = await openOnChromium({
    home,
    onScreen: true,
    flags: ['--kiosk-printing'],
    env: { DISPLAY: screen.display },
  })
  const { page } = window
  const { recoverySecret } = await must(page, 'setup.office', { ...ADMIN, password: PASSWORD })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await goTo(page, '/setup')
  await page.getByLabel('您的登录密码').fill(PASSWORD)
  await press(page, '显示恢复口令')
  await page.locator('[data-recovery-secret]').waitFor()
  await press(page, '打印纸条')
  const paper = drawnText(await cups.printed('laser'))
  expect(paper).toContain('机关恢复口令')
  expect(paper).not.toContain('workstation.invalid')
  expect(paper).not.toContain('退出登录')
  const [read = ''] = /(?:[A-Z2-9]{4}-){7}[A-Z2-9]{4}/.exec(paper) ?? []
  expect(read).toBe(recoverySecret)
  expect(await page.locator('.print-slip').count()).toBe(0)

  await window.close()
  window = undefined
  const data = { dataDir: path.join(home, 'office'), resources: path.resolve('resources') }
  const wrong = read.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))
  expect(codeOf(await openWorkstation({ ...data, secret: wrong }))).toBe('secret-wrong')
  const opened = await openWorkstation({ ...data, secret: read })
  expect(codeOf(opened)).toBe('ok')
  if (opened.ok) opened.value.close()
}, 120_000)
