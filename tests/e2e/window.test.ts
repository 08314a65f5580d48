import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_POLICY } from '../../electron/app/window/page-headers.ts'
import { type SessionView } from '../../shared/contract/session.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'

const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-'))
let window: DrivenWindow
const faults: string[] = []

beforeAll(async () => {
  window = await openWindow({ home })
  window.page.on('pageerror', error => faults.push(String(error)))
})
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

const inPage = <T>(script: string): Promise<T> => window.page.evaluate<T>(script)

interface Reply {
  readonly ok: boolean
  readonly value?: SessionView
  readonly error?: { readonly code: string }
}

const call = async (channel: string, input: unknown): Promise<Reply> =>
  JSON.parse(
    await inPage<string>(`workstation.call(${JSON.stringify(JSON.stringify({ channel, input }))})`),
  ) as Reply

describe(`the program's own window on ${HOST}`, () => {
  it('shows the first screen, drawn by the page that was built', async () => {
    await window.page.getByRole('heading', { name: '开始使用' }).waitFor()
    expect(await window.page.title()).toContain('证照工作站')
    expect(faults).toEqual([])
  })

  it('has the bridge and nothing of Node', async () => {
    expect(
      await inPage(
        `[workstation.host, Object.isFrozen(workstation), typeof require, typeof process, typeof Buffer]`,
      ),
    ).toEqual([HOST, true, 'undefined', 'undefined', 'undefined'])
  })

  it('answers calls from the real core behind its gate', async () => {
    const state = await call('session.state', {})
    expect(state.value).toMatchObject({ stage: 'first-start', dataDir: path.join(home, 'office') })
    expect((await call('no.such', {})).error?.code).toBe('call-unknown')
    expect((await call('session.touch', {})).error?.code).toBe('sign-in-needed')
  })

  it('is served with the strict policy, which holds', async () => {
    expect(await inPage(`fetch('/').then(answer => answer.headers.get('content-security-policy'))`)).toBe(
      PAGE_POLICY,
    )
    const inline = `(() => {
      const script = document.createElement('script')
      script.textContent = 'window.inline = true'
      document.body.append(script)
      return String(window.inline)
    })()`
    expect(await inPage(inline)).toBe('undefined')
    expect(await inPage(`fetch('https://example.com/').then(() => 'reached', () => 'refused')`)).toBe(
      'refused',
    )
    expect(await inPage(`fetch('/doc/${'0'.repeat(32)}').then(answer => answer.status)`)).toBe(404)
  })

  it('makes the demonstration office and signs somebody in', async () => {
    const place = await call('setup.demo', {})
    expect(place).toMatchObject({ ok: true })
    const person = place.value?.demoPeople[0]
    const signedIn = await call('session.signIn', { login: person?.login, password: person?.password })
    expect(signedIn).toMatchObject({ ok: true, value: { stage: 'signed-in' } })
  })
})
