import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_POLICY } from '../../../electron/app/window/page-headers.ts'
import { type DrivenWindow } from '../../e2e/driven-window.ts'
import { openOnChromium } from '../../e2e/on-chromium.ts'
import { eventually, PAGE, testCore } from './built.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lw-host-'))
let window: DrivenWindow

beforeAll(async () => {
  window = await openOnChromium({
    home: path.join(folder, 'home'),
    renderer: PAGE,
    coreEntry: await testCore(folder),
  })
})
afterAll(async () => {
  await window?.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const inPage = <T>(script: string): Promise<T> => window.page.evaluate<T>(script)
const HOME = 'https://workstation.invalid/'

describe('the bridge on Chromium', () => {
  it('is one frozen object, carries calls both ways and any text', async () => {
    expect(
      await inPage('[Object.isFrozen(workstation), Object.keys(workstation), workstation.host]'),
    ).toEqual([true, ['call', 'listen', 'host'], 'chromium'])
    const text = '𰻞𱁬 \u2028 </script> "\\ ${1}'
    expect(await inPage(`ask('echo', ${JSON.stringify(text)})`)).toBe(text)
    expect(await inPage(`Promise.all(Array.from({ length: 200 }, (_, i) => ask('echo', i)))`)).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    )
    await inPage(`ask('event', { name: 'licence.changed', detail: { id: 'L1' } })`)
    await eventually(async () => (await inPage<unknown[]>('told')).length || undefined, 'the event')
    expect(await inPage('told')).toEqual([{ name: 'licence.changed', detail: { id: 'L1' } }])
  })

  it('is not there in a frame, and a call forged from one comes with its true sender', async () => {
    const found = await inPage(`new Promise(resolve => {
      const frame = document.createElement('iframe')
      frame.src = '/assets/frame.html'
      frame.onload = () => resolve(frame.contentWindow.found)
      document.body.append(frame)
    })`)
    expect(found).toEqual([])
    // Another debugger puts the raw binding back; the host's own session hears the call all the same.
    const raw = await window.page.context().newCDPSession(window.page)
    await raw.send('Runtime.enable')
    await raw.send('Runtime.addBinding', { name: '__workstationCall' })
    const frame = window.page.frames().find(one => one.url().endsWith('frame.html'))
    await frame?.evaluate(
      `__workstationCall(JSON.stringify([1, JSON.stringify({ what: 'echo', detail: 'forged' })]))`,
    )
    const senders = await inPage<{ mainFrame: boolean; origin: string }[]>(`ask('senders')`)
    expect(senders.filter(one => !one.mainFrame)).toEqual([
      { origin: 'https://workstation.invalid', mainFrame: false },
    ])
    expect(await frame?.evaluate('typeof globalThis.__workstationTold')).toBe('undefined')
    await raw.detach()
  })

  it('serves the page while the core is busy', async () => {
    const release = path.join(folder, 'release')
    const busy = inPage<string>(`ask('busyUntil', ${JSON.stringify(release)})`)
    expect(await inPage(`fetch('/assets/look.css').then(answer => answer.status)`)).toBe(200)
    writeFileSync(release, '')
    expect(await busy).toBe('done')
  })
})

describe('what the page is served', () => {
  it('carries the strict headers and its true type', async () => {
    const headers = await inPage<[string, string][]>(`fetch('/').then(answer => [...answer.headers])`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': PAGE_POLICY,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(await inPage(`getComputedStyle(document.querySelector('h1')).color`)).toBe('rgb(1, 2, 3)')
    expect(
      await inPage(`new Promise((resolve, reject) => {
        const worker = new Worker('/assets/worker.js')
        worker.onmessage = ({ data }) => resolve(data[0])
        worker.onerror = reject
      })`),
    ).toBe(200)
  })

  it.each([
    '/../../../package.json',
    '/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%00app.js',
    '//etc/passwd.txt',
    '/assets/app.js.map',
    '/assets/app.js/',
  ])('does not reach %s', async address => {
    const got = await inPage<[number, string]>(
      `fetch(${JSON.stringify(address)}).then(async answer => [answer.status, await answer.text()], () => [0, ''])`,
    )
    if (got[0] === 200) expect(got[1]).toBe(readFileSync(path.join(PAGE, 'index.html'), 'utf8'))
    else expect(got[1]).not.toContain('licence-workstation')
  })

  it('gives the page for a route of its own, 404 for a file that is not there, 405 for a post', async () => {
    const status = (path: string, init = '{}'): Promise<number> =>
      inPage(`fetch('${path}', ${init}).then(answer => answer.status)`)
    expect(await status('/licences/L1')).toBe(200)
    expect(await status('/assets/none.js')).toBe(404)
    expect(await status('/', `{ method: 'POST', body: 'x' }`)).toBe(405)
  })

  it('serves documents of the core, whole', async () => {
    expect(
      await inPage(`fetch('/doc/large').then(async answer => {
        const bytes = new Uint8Array(await answer.arrayBuffer())
        return [answer.status, bytes.length, bytes.every(byte => byte === 7)]
      })`),
    ).toEqual([200, 3_000_000, true])
    expect(await inPage(`fetch('/doc/none').then(answer => answer.status)`)).toBe(404)
    expect(await inPage(`fetch('/doc/html').then(answer => answer.headers.get('content-type'))`)).toBe(
      'application/octet-stream',
    )
  })

  it('reaches nothing else', async () => {
    for (const address of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd'])
      expect(await inPage(`fetch('${address}').then(() => 'reached', () => 'refused')`)).toBe('refused')
  })
})

describe('the window on Chromium', () => {
  it.each(['https://example.com/', '/doc/shown', 'about:blank', 'file:///etc/passwd', '/assets/none.html'])(
    'does not go to %s',
    async address => {
      await inPage(`void setTimeout(() => { location.href = ${JSON.stringify(address)} })`)
      await new Promise(resolve => setTimeout(resolve, 300))
      await window.page.waitForURL(HOME)
      await window.page.locator('#state', { hasText: 'ready' }).waitFor()
    },
  )

  it('opens no second window', async () => {
    // Often: one that was held while it was closed used to hold this window too, now and then.
    for (let i = 0; i < 25; i++) await inPage(`window.open('/'); window.open('https://example.com/')`)
    await eventually(
      () => (window.page.context().pages().length === 1 ? true : undefined),
      'the end of the other windows',
    )
  })

  it('denies every permission', async () => {
    const state = (name: string): Promise<string> =>
      inPage(`navigator.permissions.query({ name: '${name}' }).then(found => found.state)`)
    for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'])
      expect([name, await state(name)]).toEqual([name, 'denied'])
  })

  it('saves a document of the core under its own name, twice, and nothing of the page', async () => {
    const saved = path.join(folder, 'home/saved')
    const press = (address: string): Promise<unknown> =>
      inPage(`void Object.assign(document.createElement('a'), { href: ${address}, download: '' }).click()`)
    await press(`URL.createObjectURL(new Blob(['x']))`)
    await press(`'/doc/saved'`)
    await eventually(
      () => (window.said().match(/Saved /g)?.length === 1 ? true : undefined),
      'the first copy',
    )
    await press(`'/doc/saved'`)
    await eventually(
      () => (window.said().match(/Saved /g)?.length === 2 ? true : undefined),
      'the second copy',
    )
    expect(readdirSync(saved).sort()).toEqual(['证照 第1号 (1).pdf', '证照 第1号.pdf'])
    expect(readFileSync(path.join(saved, '证照 第1号.pdf'), 'utf8')).toBe('%PDF-1.4\n%test\n')
    expect(readdirSync(path.join(folder, 'home/window/downloads'))).toEqual([])
  })
})
