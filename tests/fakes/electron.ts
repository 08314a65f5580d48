import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { vi, type Mock } from 'vitest'

/** How old the stood-in Electron is: the young one has `protocol.handle` and `utilityProcess`. */
export type Age = 'young' | 'old'

type Handler = (...args: never[]) => unknown

class FakeContents extends EventEmitter {
  readonly mainFrame = { url: 'https://workstation.invalid/', framesInSubtree: [] as { url: string }[] }
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  readonly send: Mock = vi.fn()
  readonly downloadURL: Mock = vi.fn()
  readonly print: Mock = vi.fn((_options: object, done: (sent: boolean, reason: string) => void) =>
    done(true, ''),
  )
  readonly getPrintersAsync: Mock = vi.fn(() => Promise.resolve([]))
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

class FakeApp extends EventEmitter {
  readonly isPackaged = true
  readonly switches: string[] = []
  readonly calls: string[] = []
  readonly enableSandbox = (): void => void this.calls.push('enableSandbox')
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void =>
      void this.switches.push(value === undefined ? name : `${name}=${value}`),
  }
  readonly setPath: Mock = vi.fn()
  readonly getPath: Mock = vi.fn(() => '/nowhere')
  readonly exit: Mock = vi.fn()
  readonly requestSingleInstanceLock: Mock = vi.fn(() => true)
  whenReady(): Promise<void> {
    this.calls.push('whenReady')
    return Promise.resolve()
  }
}

/** A thread under the face of a utility process, so that a real core answers. */
function forked(entry: string): EventEmitter & { postMessage(message: unknown): void; kill(): void } {
  const worker = new Worker(entry)
  const child = new EventEmitter()
  worker.on('message', message => child.emit('message', message))
  worker.on('error', () => undefined)
  worker.on('exit', code => child.emit('exit', code))
  return Object.assign(child, {
    postMessage: (message: unknown) => worker.postMessage(message),
    kill: () => void worker.terminate(),
  })
}

function fakeSession(age: Age) {
  const handle: Mock = vi.fn()
  const interceptBufferProtocol: Mock = vi.fn()
  return Object.assign(new EventEmitter(), {
    protocol: age === 'young' ? { handle, interceptBufferProtocol } : { interceptBufferProtocol },
    webRequest: { onBeforeRequest: vi.fn() as Mock },
    setPermissionRequestHandler: vi.fn() as Mock,
    setPermissionCheckHandler: vi.fn() as Mock,
    setSpellCheckerEnabled: vi.fn() as Mock,
    ...(age === 'young'
      ? { setDevicePermissionHandler: vi.fn() as Mock, setDisplayMediaRequestHandler: vi.fn() as Mock }
      : {}),
  })
}

/** Stands in for the `electron` module: records what the host sets, and lets a test play the browser's part. */
export function fakeElectron(age: Age) {
  const app = new FakeApp()
  const windows: FakeWindow[] = []
  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeContents()
    readonly loadURL: Mock = vi.fn(() => Promise.resolve())
    readonly show: Mock = vi.fn()
    readonly focus: Mock = vi.fn()
    readonly restore: Mock = vi.fn()
    readonly close: Mock = vi.fn()
    readonly destroy: Mock = vi.fn()
    readonly isMinimized = (): boolean => true
    readonly isDestroyed = (): boolean => false
    readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }
    constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
      super()
      this.options = options
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }
  const handlers = new Map<string, Handler>()
  const defaultSession = fakeSession(age)
  const safeStorage = {
    isEncryptionAvailable: vi.fn(() => true) as Mock,
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().replace(/^sealed:/, ''),
    ...(age === 'young' ? { getSelectedStorageBackend: vi.fn(() => 'gnome_libsecret') as Mock } : {}),
  }
  const module = {
    app,
    BrowserWindow: FakeWindow,
    ipcMain: { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) },
    Menu: { setApplicationMenu: vi.fn() as Mock, buildFromTemplate: (template: object) => template },
    safeStorage,
    session: { defaultSession },
    utilityProcess: age === 'young' ? { fork: vi.fn(forked) as Mock } : undefined,
  }
  return { module, app, windows, handlers, session: defaultSession, safeStorage }
}

export type FakeElectron = ReturnType<typeof fakeElectron>
