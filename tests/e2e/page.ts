import fs from 'node:fs'
import path from 'node:path'
import { PAGE_POLICY, strictHeaders, typeOfFile } from '../../electron/app/window/page-headers.ts'
import { type Browser, type BrowserContext, chromium, type Page, type Route } from 'playwright-core'

const ORIGIN = 'https://workstation.invalid'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--force-color-profile=srgb'],
  })

/** Runs in the page before its own scripts, so it is text: what a bundler adds to functions is not there. */
const hostScript = (answers: object, appearance: object): string => `
  localStorage.setItem('appearance', ${JSON.stringify(JSON.stringify(appearance))})
  const answers = ${JSON.stringify(answers)}
  const none = { ok: false, error: { code: 'call-unknown', text: { zh: '没有应答', en: 'No answer' } } }
  window.workstation = {
    host: 'chromium',
    call: text => Promise.resolve(JSON.stringify(answers[JSON.parse(text).channel] ?? none)),
    listen: () => undefined,
  }`

interface Options {
  readonly width?: number
  readonly height?: number
  /** Answers of the bridge by channel; others are refused. */
  readonly answers?: Readonly<Record<string, unknown>>
  readonly appearance?: Readonly<Record<string, unknown>>
  /** More files, by path. */
  readonly files?: Readonly<Record<string, Uint8Array>>
  /** A script that puts up another bridge than the one of fixed answers. */
  readonly bridge?: string
  /** Done with the context before the page opens. */
  readonly prepare?: (context: BrowserContext) => Promise<void>
  /** Answers `/doc/…`. */
  readonly document?: (
    address: string,
  ) => Promise<{ readonly type: string; readonly bytes: Uint8Array } | null>
}

const fulfilDocument = (
  route: Route,
  found: { readonly type: string; readonly bytes: Uint8Array } | null,
): Promise<void> =>
  found
    ? route.fulfill({ body: Buffer.from(found.bytes), headers: { 'content-type': found.type } })
    : route.fulfill({ status: 404, body: '' })

/** A built page on the invented origin, with nothing behind it: no host, no network. */
export async function openPage(browser: Browser, root: string, file: string, options: Options = {}) {
  const { width = 1366, height = 768, answers = {}, appearance = {}, files = {} } = options
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })
  const faults: string[] = []
  const outside: string[] = []
  await context.route('**/*', async route => {
    const url = new URL(route.request().url())
    if (url.origin !== ORIGIN) {
      outside.push(url.href)
      return route.abort()
    }
    if (options.document && url.pathname.startsWith('/doc/'))
      return fulfilDocument(route, await options.document(url.pathname))
    const name = path.extname(url.pathname) === '' ? '/index.html' : url.pathname
    const onDisk = path.join(root, path.normalize(name))
    const body = files[name]
      ? Buffer.from(files[name])
      : fs.existsSync(onDisk)
        ? fs.readFileSync(onDisk)
        : undefined
    if (!body) return route.fulfill({ status: 404, body: '' })
    return route.fulfill({
      body,
      headers: { ...strictHeaders(PAGE_POLICY), 'content-type': typeOfFile(name) },
    })
  })
  await options.prepare?.(context)
  await context.addInitScript({ content: options.bridge ?? hostScript(answers, appearance) })
  const page: Page = await context.newPage()
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  await page.goto(`${ORIGIN}/${file}`)
  return { page, faults, outside, close: () => context.close() }
}
