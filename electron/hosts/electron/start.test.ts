import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { call, get, running, started, theWindow } from '../../../tests/fakes/electron-scene.ts'
import { eventually, PAGE } from '../../../tests/integration/hosts/built.ts'
import { PAGE_POLICY } from '../../app/window/page-headers.ts'

let said = ''

beforeEach(() => {
  said = ''
  vi.spyOn(process, 'getuid').mockReturnValue(1000)
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    said += String(text)
    return true
  })
})

afterEach(async () => {
  for (const fake of running.splice(0)) {
    fake.app.emit('window-all-closed')
    await eventually(() => (fake.app.exit.mock.calls.length > 0 ? true : undefined), 'the end')
  }
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
  vi.restoreAllMocks()
  vi.doUnmock('electron')
})

describe.each(['young', 'old'] as const)('the host on a %s Electron', age => {
  it('registers its way of answering, and the core’s place, by what is there', async () => {
    const { fake } = await started(age)
    const { handle, interceptBufferProtocol } = fake.session.protocol
    expect(handle?.mock.calls.length ?? 0).toBe(age === 'young' ? 1 : 0)
    expect(interceptBufferProtocol.mock.calls.length).toBe(age === 'young' ? 0 : 1)
    expect(fake.module.utilityProcess?.fork.mock.calls.length ?? 0).toBe(age === 'young' ? 1 : 0)
  })

  it('answers the page with strict headers, documents of the core, and nothing else', async () => {
    const scene = await started(age)
    const page = await get(scene, 'https://workstation.invalid/')
    expect(page).toMatchObject({
      status: 200,
      text: readFileSync(path.join(PAGE, 'index.html'), 'utf8'),
      headers: {
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      },
    })
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(await get(scene, 'https://workstation.invalid/doc/shown')).toMatchObject({
      status: 200,
      text: '%PDF-1.4\n%test\n',
    })
    expect((await get(scene, 'https://workstation.invalid/doc/none')).status).toBe(404)
    expect((await get(scene, 'https://workstation.invalid/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await get(scene, 'https://example.com/')).status).toBe(400)
    expect((await get(scene, 'https://workstation.invalid/', 'POST')).status).toBe(405)
  })

  it('carries calls with the sender as the browser knows it, and events to the page', async () => {
    const scene = await started(age)
    expect(await call(scene, 'echo', '证照')).toBe('证照')
    await call(scene, 'echo', 1, { senderFrame: { url: 'https://workstation.invalid/assets/frame.html' } })
    await call(scene, 'echo', 1, { senderFrame: null })
    await call(scene, 'echo', 1, { sender: {} })
    expect(await call(scene, 'senders')).toEqual([
      { origin: 'https://workstation.invalid', mainFrame: true },
      { origin: 'https://workstation.invalid', mainFrame: false },
      { origin: '', mainFrame: false },
      { origin: 'https://workstation.invalid', mainFrame: false },
      { origin: 'https://workstation.invalid', mainFrame: true },
    ])
    expect([...scene.fake.handlers.keys()]).toEqual(['workstation:call'])
    await call(scene, 'event', { name: 'session.changed', detail: null })
    const { send } = theWindow(scene).webContents
    await eventually(() => send.mock.calls[0], 'the event')
    expect(send.mock.calls).toEqual([['workstation:event', '{"name":"session.changed","detail":null}']])
  })

  it('keeps secrets in the system’s store', async () => {
    const scene = await started(age)
    const sealed = await call(scene, 'seal', '数据密钥')
    expect(Buffer.from(String(sealed), 'base64').toString()).toBe('sealed:数据密钥')
    expect(await call(scene, 'open', sealed)).toBe('数据密钥')
  })

  it('denies every permission', async () => {
    const { fake } = await started(age)
    const asked = fake.session.setPermissionRequestHandler.mock.calls[0]?.[0] as Function // eslint-disable-line
    const granted: unknown[] = []
    for (const permission of ['media', 'geolocation', 'notifications', 'fullscreen', 'clipboard-read'])
      asked({}, permission, (answer: unknown) => granted.push(answer))
    expect(granted).toEqual([false, false, false, false, false])
    expect(fake.session.setPermissionCheckHandler.mock.calls[0]?.[0]({}, 'media')).toBe(false)
    expect(fake.session.setSpellCheckerEnabled.mock.calls).toEqual([[false]])
    if (age === 'young') {
      expect(fake.session.setDevicePermissionHandler?.mock.calls[0]?.[0]({})).toBe(false)
      const streams: unknown[] = []
      fake.session.setDisplayMediaRequestHandler?.mock.calls[0]?.[0]({}, (given: unknown) =>
        streams.push(given),
      )
      expect(streams).toEqual([{}])
    }
  })
})

describe('the window on Electron', () => {
  it('has exactly these settings', async () => {
    const scene = await started('young')
    const { options, loadURL, show } = theWindow(scene)
    expect(options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: false,
      preload: '/p/preload.cjs',
    })
    expect(scene.fake.app.calls).toEqual(['enableSandbox', 'whenReady'])
    expect(scene.fake.app.switches).toEqual(
      expect.arrayContaining([
        'proxy-server=http://127.0.0.1:9',
        'proxy-bypass-list=<-loopback>',
        'disable-background-networking',
        'disable-breakpad',
      ]),
    )
    expect(scene.fake.app.setPath.mock.calls).toEqual([
      ['userData', path.join(scene.home, 'window/electron')],
    ])
    expect(loadURL.mock.calls).toEqual([['https://workstation.invalid/']])
    expect(show.mock.calls).toEqual([])
    theWindow(scene).emit('ready-to-show')
    expect(show.mock.calls).toHaveLength(1)
  })

  it('goes nowhere else, opens nothing, embeds nothing', async () => {
    const scene = await started('young')
    const contents = theWindow(scene).webContents
    const allowed = (event: string, address?: string): boolean => {
      const preventDefault = vi.fn()
      contents.emit(event, { preventDefault }, address)
      return preventDefault.mock.calls.length === 0
    }
    for (const event of ['will-navigate', 'will-redirect']) {
      expect(allowed(event, 'https://workstation.invalid/licences/1')).toBe(true)
      expect(allowed(event, 'https://workstation.invalid/host/page-crashed')).toBe(true)
      for (const address of [
        'https://example.com/',
        'https://workstation.invalid.example.com/',
        'http://workstation.invalid/',
        'https://workstation.invalid/doc/shown',
        'https://workstation.invalid/assets/app.js',
        'file:///etc/passwd',
        'about:blank',
        'data:text/html,x',
        'javascript:alert(1)',
        'no address',
      ])
        expect([event, address, allowed(event, address)]).toEqual([event, address, false])
    }
    expect(allowed('will-attach-webview')).toBe(false)
    for (const url of ['https://workstation.invalid/', 'https://example.com/'])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' })
  })

  it('requests nothing but its own', async () => {
    const { fake } = await started('young')
    const rule = fake.session.webRequest.onBeforeRequest.mock.calls[0]?.[0] as (
      details: { url: string },
      answer: (decision: { cancel: boolean }) => void,
    ) => void
    const cancelled = (url: string): boolean => {
      let decision: boolean | undefined
      rule({ url }, ({ cancel }) => (decision = cancel))
      return decision === true
    }
    expect(cancelled('https://workstation.invalid/assets/app.js')).toBe(false)
    expect(cancelled('blob:https://workstation.invalid/1')).toBe(false)
    for (const url of [
      'http://workstation.invalid/',
      'https://example.com/',
      'wss://example.com/',
      'file:///etc/passwd',
      'blob:https://example.com/1',
      'chrome-extension://abc/',
    ])
      expect([url, cancelled(url)]).toEqual([url, true])
  })

  it('is one window', async () => {
    const second = await started('young', fake => fake.app.requestSingleInstanceLock.mockReturnValue(false))
    expect(second.fake.app.exit.mock.calls).toEqual([[0]])
    expect(second.fake.windows).toEqual([])
    const first = await started('young')
    first.fake.app.emit('second-instance')
    expect(theWindow(first).restore.mock.calls).toHaveLength(1)
    expect(theWindow(first).focus.mock.calls).toHaveLength(1)
  })

  it('shows that the page crashed, and only then', async () => {
    const scene = await started('young')
    const { webContents, loadURL } = theWindow(scene)
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(loadURL.mock.calls).toHaveLength(1)
    webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(loadURL.mock.calls[1]).toEqual(['https://workstation.invalid/host/page-crashed'])
    scene.fake.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })
    expect(said).toContain('A process of the browser stopped (GPU, crashed)')
    const shown = await get(scene, 'https://workstation.invalid/host/page-crashed')
    expect(shown.text).toContain('窗口的页面意外停止了')
    expect(shown.headers['content-security-policy']).not.toContain('script-src')
  })

  it('shows that the core stopped, and has another one', async () => {
    const scene = await started('young')
    await call(scene, 'throw')
    const { loadURL } = theWindow(scene)
    await eventually(() => loadURL.mock.calls[1], 'the page')
    expect(loadURL.mock.calls[1]).toEqual(['https://workstation.invalid/host/core-lost'])
    expect(await call(scene, 'echo', 'again')).toBe('again')
  })

  it.each(['window-all-closed', 'will-quit'])('ends the core in order, then itself, on %s', async event => {
    const scene = await started('young')
    expect(await call(scene, 'echo', 1)).toBe(1)
    const preventDefault = vi.fn()
    scene.fake.app.emit(event, { preventDefault })
    expect(preventDefault.mock.calls).toHaveLength(event === 'will-quit' ? 1 : 0)
    await eventually(() => scene.fake.app.exit.mock.calls[0], 'the end')
    expect(scene.fake.app.exit.mock.calls).toEqual([[0]])
    expect(existsSync(path.join(scene.home, 'core-closed'))).toBe(true)
  })

  it('saves documents of the core under a free name, and nothing else', async () => {
    const scene = await started('young')
    const download = (url: string): { prevented: boolean; path: string; finish(): void } => {
      const done: ((event: object, state: string) => void)[] = []
      const found = { prevented: false, path: '', finish: () => done[0]?.({}, 'completed') }
      const item = {
        getURL: () => url,
        getFilename: () => '证照 第1号.pdf',
        setSavePath: (file: string) => void (found.path = file),
        once: (_name: string, listener: (event: object, state: string) => void) => void done.push(listener),
      }
      scene.fake.session.emit('will-download', { preventDefault: () => (found.prevented = true) }, item)
      return found
    }
    for (const url of ['blob:https://workstation.invalid/1', 'https://example.com/doc/1'])
      expect(download(url).prevented).toBe(true)
    for (let n = 0; n < 2; n++) {
      const good = download('https://workstation.invalid/doc/saved')
      expect(good.prevented).toBe(false)
      writeFileSync(good.path, '%PDF')
      good.finish()
    }
    expect(readdirSync(scene.downloads).sort()).toEqual(['证照 第1号 (1).pdf', '证照 第1号.pdf'])
    const told = theWindow(scene).webContents.send.mock.calls.map(
      ([, text]) => JSON.parse(String(text)) as unknown,
    )
    expect(told[0]).toEqual({
      name: 'document.saved',
      detail: { fileName: '证照 第1号.pdf', folder: scene.downloads },
    })
    const preventDefault = vi.fn()
    const contents = theWindow(scene).webContents
    contents.emit('will-navigate', { preventDefault }, 'https://workstation.invalid/doc/saved')
    await eventually(() => contents.downloadURL.mock.calls[0], 'the download')
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  it('has no menu for developers once it is packaged', async () => {
    const { fake } = await started('young')
    const text = JSON.stringify(fake.module.Menu.setApplicationMenu.mock.calls[0])
    expect(text).toContain('复制')
    expect(text).not.toMatch(/toggleDevTools|reload/i)
  })

  it('has no secret store where the system has none worth the name', async () => {
    const none = await started('old', fake => fake.safeStorage.isEncryptionAvailable.mockReturnValue(false))
    expect(await call(none, 'seal', 'x')).toBeNull()
    const basic = await started('young', fake =>
      fake.safeStorage.getSelectedStorageBackend?.mockReturnValue('basic_text'),
    )
    expect(await call(basic, 'seal', 'x')).toBeNull()
  })
})
