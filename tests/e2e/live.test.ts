import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { type Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './page.ts'
import { openLive } from './live.ts'

const ROOT = path.resolve('.cache/e2e-page')
let browser: Browser
beforeAll(async () => {
  execFileSync(process.execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '-c',
    'renderer/vite.config.ts',
    '--outDir',
    ROOT,
    '--logLevel',
    'error',
  ])
  browser = await openBrowser()
})
afterAll(() => browser.close())

it('goes from an empty machine to a signed-in clerk of the demonstration office', async () => {
  const live = await openLive(browser, ROOT)
  try {
    await live.page.getByRole('button', { name: /试用演示机关/ }).click()
    await live.page.getByRole('button', { name: /样例受理员/ }).click()
    await live.page.getByRole('button', { name: /登录/ }).click()
    await live.page.getByRole('navigation').first().waitFor()
    expect(live.faults).toEqual([])
  } finally {
    await live.page.screenshot({ path: '/tmp/live.png' })
    await live.close()
  }
})
