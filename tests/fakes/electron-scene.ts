import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, vi } from 'vitest'
import { PAGE, scratchFolder, testCore } from '../integration/hosts/built.ts'
import { fakeElectron, type Age, type FakeElectron } from './electron.ts'

export interface ElectronScene {
  readonly fake: FakeElectron
  readonly home: string
  readonly downloads: string
}

export const running: FakeElectron[] = []

/** Starts the host on a stood-in Electron of that age, with a real core in a real thread. */
export async function started(age: Age, ready?: (fake: FakeElectron) => void): Promise<ElectronScene> {
  const fake = fakeElectron(age)
  ready?.(fake)
  const folder = scratchFolder()
  const home = path.join(folder, 'home')
  const downloads = path.join(folder, 'saved')
  mkdirSync(home)
  vi.resetModules()
  vi.doMock('electron', () => fake.module)
  const { startElectron } = await import('../../electron/hosts/electron/start.ts')
  const coreEntry = await testCore(folder)
  startElectron({ home, resources: '/r', renderer: PAGE, coreEntry, preload: '/p/preload.cjs', downloads })
  await new Promise(resolve => setImmediate(resolve))
  running.push(fake)
  return { fake, home, downloads }
}

export const theWindow = ({ fake }: ElectronScene) => {
  const [window] = fake.windows
  if (!window) throw new Error('no window')
  return window
}

/** Calls as the page's main frame does; `over` makes the call come from elsewhere. */
export async function call(
  scene: ElectronScene,
  what: string,
  detail?: unknown,
  over: object = {},
): Promise<unknown> {
  const contents = theWindow(scene).webContents
  const handler = scene.fake.handlers.get('workstation:call') as (
    event: object,
    text: unknown,
  ) => Promise<string>
  const event = { sender: contents, senderFrame: contents.mainFrame, ...over }
  return JSON.parse(await handler(event, JSON.stringify({ what, detail }))) as unknown
}

interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Asks the protocol as the browser does, whichever way it was registered. */
export async function get({ fake }: ElectronScene, url: string, method = 'GET'): Promise<Got> {
  const { handle, interceptBufferProtocol } = fake.session.protocol
  if (handle) {
    const [scheme, answer] = handle.mock.calls[0] as [string, (request: object) => Promise<Response>]
    expect(scheme).toBe('https')
    const response = await answer({ method, url })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    }
  }
  const [scheme, answer] = interceptBufferProtocol.mock.calls[0] as [
    string,
    (request: object, done: (got: never) => void) => void,
  ]
  expect(scheme).toBe('https')
  const got = await new Promise<{
    statusCode: number
    headers: Record<string, string>
    data: Buffer
    mimeType: string
  }>(resolve => answer({ method, url }, resolve))
  return {
    status: got.statusCode,
    headers: { ...got.headers, 'content-type': got.mimeType },
    text: got.data.toString(),
  }
}
