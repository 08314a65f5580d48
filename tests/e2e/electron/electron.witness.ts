import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, PAGE, testCore } from '../../integration/hosts/built.ts'
import { openOnElectron, type ElectronWindow } from '../on-electron.ts'

/** What only a real Electron can witness. Run by `npm run witnesses`, not by `npm test`: the binary is not ours. */

const folder = mkdtempSync(path.join(tmpdir(), 'lw-e2e-'))
let window: ElectronWindow

beforeAll(async () => {
  window = await openOnElectron({
    home: path.join(folder, 'home'),
    renderer: PAGE,
    coreEntry: await testCore(folder, 'cjs'),
  })
})
afterAll(async () => {
  await window?.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const inPage = <T>(script: string): Promise<T> => window.page.evaluate<T>(script)
const HOME = 'https://workstation.invalid/'

describe('the host on a real Electron', () => {
  it('opens one window, its page without Node', async () => {
    await window.page.locator('#state', { hasText: 'ready' }).waitFor()
    const facts = await window.app.evaluate(({ app, BrowserWindow }) => ({
      windows: BrowserWindow.getAllWindows().length,
      userData: app.getPath('userData'),
    }))
    expect(facts).toEqual({ windows: 1, userData: path.join(folder, 'home/window/electron') })
    expect(await inPage(`[typeof require, typeof process]`)).toEqual(['undefined', 'undefined'])
  })

  it('carries calls, events and documents', async () => {
    expect(await inPage(`ask('echo', '𰻞𱁬 \u2028')`)).toBe('𰻞𱁬 \u2028')
    await inPage(`ask('event', { name: 'licence.changed', detail: { id: 'L1' } })`)
    await eventually(async () => (await inPage<unknown[]>('told')).length || undefined, 'the event')
    expect(
      await inPage(`fetch('/doc/large').then(async answer => (await answer.arrayBuffer()).byteLength)`),
    ).toBe(3_000_000)
    expect(await inPage(`ask('senders').then(all => all.every(one => one.mainFrame))`)).toBe(true)
  })

  it('gives a frame no bridge', async () => {
    const found = await inPage(`new Promise(resolve => {
      const frame = document.createElement('iframe')
      frame.src = '/assets/frame.html'
      frame.onload = () => resolve(frame.contentWindow.found)
      document.body.append(frame)
    })`)
    expect(found).toEqual([])
  })

  it('keeps a secret in the keyring and gets it back, and knows it nowhere else', async () => {
    const sealed = await inPage<string>(`ask('seal', '数据密钥')`)
    expect(Buffer.from(sealed, 'base64').toString()).not.toContain('数据密钥')
    expect(await inPage(`ask('open', ${JSON.stringify(sealed)})`)).toBe('数据密钥')
  })

  it.each(['https://example.com/', 'file:///etc/passwd', '/doc/shown', '/assets/none.html'])(
    'does not go to %s',
    async address => {
      await inPage(`void setTimeout(() => { location.href = ${JSON.stringify(address)} })`)
      await new Promise(resolve => setTimeout(resolve, 300))
      expect(window.page.url()).toBe(HOME)
      expect(await inPage(`ask('echo', 1)`)).toBe(1)
    },
  )

  it('opens no window, gives no permission, reaches nothing else', async () => {
    expect(await inPage(`String(window.open('/'))`)).toBe('null')
    for (const name of ['geolocation', 'camera', 'notifications'])
      expect(
        await inPage(`navigator.permissions.query({ name: '${name}' }).then(found => found.state)`),
      ).toBe('denied')
    for (const address of ['https://example.com/', 'http://127.0.0.1:1/'])
      expect(await inPage(`fetch('${address}').then(() => 'reached', () => 'refused')`)).toBe('refused')
  })

  it('prints the page to a PDF', async () => {
    const start = await window.app.evaluate(async ({ BrowserWindow }) => {
      const [one] = BrowserWindow.getAllWindows()
      return (await one?.webContents.printToPDF({}))?.subarray(0, 5).toString()
    })
    expect(start).toBe('%PDF-')
  })

  it('shows that the core stopped, and has another one', async () => {
    await inPage(`void ask('throw')`)
    await window.page.waitForURL('**/host/core-lost')
    await window.page.click('a')
    await window.page.locator('#state', { hasText: 'ready' }).waitFor()
    expect(await inPage(`ask('echo', 'again')`)).toBe('again')
  })

  // Last: a page that crashed stays crashed for the debugger that saw it, so the main process looks on.
  it('shows that the page crashed, and opens it again at the press of its button', async () => {
    const run = (script: string): Promise<unknown> =>
      window.app.evaluate(
        ({ BrowserWindow }, text) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) as Promise<unknown>,
        script,
      )
    const shown = (): Promise<string | undefined> =>
      window.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents?.isLoading() ? undefined : contents?.getURL()
      })
    await window.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await eventually(
      async () => ((await shown()) === `${HOME}host/page-crashed` ? true : undefined),
      'the crash page',
    )
    const heading = `document.querySelector('h1')?.textContent`
    expect(await run(heading)).toBe('窗口的页面意外停止了')
    await run(`document.querySelector('a').click()`)
    await eventually(async () => ((await shown()) === HOME ? true : undefined), 'the page again')
    await eventually(async () => ((await run(heading)) === 'ready' ? true : undefined), 'the page’s script')
    expect(await run(`ask('echo', 2)`)).toBe(2)
  })
})
