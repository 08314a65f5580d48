import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openOnChromium } from '../../e2e/on-chromium.ts'
import { type DrivenWindow } from '../../e2e/driven-window.ts'
import { eventually, PAGE, scratchFolder, testCore } from './built.ts'
import { plainHost } from './plain-host.ts'
import { family, processesWith, socketsOf } from './processes.ts'

async function driven(env: Record<string, string> = {}): Promise<{ window: DrivenWindow; home: string }> {
  const folder = scratchFolder()
  const home = path.join(folder, 'home')
  const window = await openOnChromium({ home, renderer: PAGE, coreEntry: await testCore(folder), env })
  return { window, home }
}

const title = (page: Page): Promise<string | null> => page.textContent('h1')

/** A page that crashed stays crashed for the debugger that saw it: another one looks at what the host shows now. */
async function lookAgain(home: string): Promise<{ page: Page; leave(): Promise<void> }> {
  const [port] = readFileSync(path.join(home, 'window/chromium/DevToolsActivePort'), 'utf8').split('\n')
  const joined = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const page = await eventually(() => joined.contexts()[0]?.pages()[0], 'the page')
  return { page, leave: () => joined.close() }
}

describe('the host on Chromium, start and end', () => {
  it('opens no port, speaks with nobody, and ends the core in order when it is told to end', async () => {
    const host = await plainHost()
    await host.ready()
    const pids = family(host.process.pid!)
    expect(pids.size).toBeGreaterThan(3)
    expect(socketsOf(pids)).toEqual({ listening: [], away: [] })
    const commands = processesWith(host.profile).map(one => one.command)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) expect(command).not.toContain('remote-debugging-port')
    host.process.kill('SIGTERM')
    expect(await host.exited).toBe(0)
    expect(readFileSync(path.join(host.home, 'core-closed'), 'utf8')).toBe('in order')
    expect(processesWith(host.profile)).toEqual([])
  })

  it('works without any network, looks up no name, and every connection it tries goes to the dead proxy', async () => {
    const log = path.join(scratchFolder(), 'net.json')
    const host = await plainHost({ moreFlags: [`--log-net-log=${log}`], under: ['unshare', '--net'] })
    await host.ready()
    host.process.kill('SIGTERM')
    expect(await host.exited).toBe(0)
    const { constants, events } = JSON.parse(readFileSync(log, 'utf8')) as {
      constants: { logEventTypes: Record<string, number> }
      events: { type: number; params?: { address?: string; address_list?: string[] } }[]
    }
    const of = (name: string) => events.filter(event => event.type === constants.logEventTypes[name])
    expect(events.length).toBeGreaterThan(10)
    expect(constants.logEventTypes).toHaveProperty('DNS_TRANSACTION_QUERY')
    expect(of('DNS_TRANSACTION_QUERY')).toEqual([])
    const tried = of('TCP_CONNECT_ATTEMPT').flatMap(({ params }) => params?.address ?? [])
    expect(tried.filter(address => address !== '127.0.0.1:9')).toEqual([])
    expect(of('UDP_BYTES_SENT')).toEqual([])
  })

  it('leaves no browser when it is killed, and starts again where it was', async () => {
    const first = await plainHost()
    await first.ready()
    expect(processesWith(first.profile).length).toBeGreaterThan(1)
    first.process.kill('SIGKILL')
    await first.exited
    await eventually(
      () => (processesWith(first.profile).length === 0 ? true : undefined),
      'the browser’s end',
    )
    const second = await plainHost({ home: first.home })
    await second.ready()
    second.process.kill('SIGTERM')
    expect(await second.exited).toBe(0)
  })

  it('keeps what the page set for itself, and nothing else of the session', async () => {
    const { window, home } = await driven()
    await window.page.evaluate(`localStorage.setItem('language', 'zh'); document.title = '张三 身份证'`)
    expect(await window.close()).toBe(0)
    expect(existsSync(path.join(home, 'core-closed'))).toBe(true)
    expect(readdirSync(path.join(home, 'window/chromium'))).toEqual(['Default'])
    expect(readdirSync(path.join(home, 'window/chromium/Default')).sort()).toEqual([
      'Local Storage',
      'Preferences',
    ])
    const folder = scratchFolder()
    const again = await openOnChromium({ home, renderer: PAGE, coreEntry: await testCore(folder) })
    expect(await again.page.evaluate(`localStorage.getItem('language')`)).toBe('zh')
    expect(await again.close()).toBe(0)
  })

  it('is one window: a second start says so and ends', async () => {
    const first = await plainHost()
    await first.ready()
    const second = await plainHost({ home: first.home })
    expect(await second.exited).toBe(0)
    expect(second.said()).toContain('The program is open already')
    first.process.kill('SIGTERM')
    expect(await first.exited).toBe(0)
  })

  it('has its sandbox as an ordinary user', async () => {
    const uid = process.getuid?.() === 0 ? 65_534 : undefined
    const under =
      uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--']
    const host = await plainHost({ under, ...(uid === undefined ? {} : { uid }) })
    await host.ready()
    const renderers = processesWith(host.profile).filter(one => one.command.includes('--type=renderer'))
    expect(renderers.length).toBeGreaterThan(0)
    for (const { pid, command } of renderers) {
      expect(command).not.toContain('--no-sandbox')
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
    }
    expect(host.said()).not.toContain('sandbox')
    host.process.kill('SIGTERM')
    expect(await host.exited).toBe(0)
  })

  it('says why when the browser does not start', async () => {
    const browser = path.join(scratchFolder(), 'browser')
    writeFileSync(browser, '#!/bin/sh\necho "a library is missing" >&2\nexit 3\n', { mode: 0o755 })
    const host = await plainHost({ browser })
    expect(await host.exited).toBe(1)
    expect(host.said()).toContain('a library is missing')
    expect(host.said()).toContain('The browser does not start')
  })
})

describe('the host on Chromium, when something breaks', () => {
  it('shows that the page crashed, and opens it again at the press of its button', async () => {
    const { window, home } = await driven()
    const raw = await window.page.context().newCDPSession(window.page)
    raw.send('Page.crash').catch(() => undefined)
    await eventually(
      () => (window.said().includes('The page of the window stopped') ? true : undefined),
      'words',
    )
    const { page, leave } = await lookAgain(home)
    await page.waitForURL('**/host/page-crashed')
    expect(await title(page)).toBe('窗口的页面意外停止了')
    await page.click('a')
    await page.locator('#state', { hasText: 'ready' }).waitFor()
    expect(await page.evaluate(`ask('echo', 'again')`)).toBe('again')
    await leave()
    await window.close()
  })

  it('shows that the core stopped, starts another one, and answers what waited', async () => {
    const { window } = await driven()
    const waiting = window.page.evaluate<{ ok: boolean; error: { code: string } }>(
      `ask('never').then(answer => (window.last = answer))`,
    )
    waiting.catch(() => undefined) // the page goes away under it
    await window.page.evaluate(`void ask('throw')`)
    await window.page.waitForURL('**/host/core-lost')
    expect(await title(window.page)).toContain('已自动重新启动')
    await window.page.click('a')
    await window.page.locator('#state', { hasText: 'ready' }).waitFor()
    expect(await window.page.evaluate(`ask('echo', 1)`)).toBe(1)
    expect(window.said()).toContain('a fault in the core')
    await window.close()
  })

  it('says that the core does not start, and tries again when it is asked', async () => {
    const { window } = await driven({ LW_TEST_CORE: 'refuses' })
    await window.page.waitForURL('**/host/core-failed')
    expect(window.said()).toContain('the data do not open')
    await window.page.click('a')
    await eventually(
      () => (window.said().split('the data do not open').length > 3 ? true : undefined),
      'a second try',
    )
    await window.page.waitForURL('**/host/core-failed')
    expect(await window.close()).toBe(0)
  })
})
