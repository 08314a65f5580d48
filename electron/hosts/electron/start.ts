import path from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, safeStorage, session, type IpcMainInvokeEvent } from 'electron'
import { hostPagePath, type HostPage } from '../../app/window/host-pages.ts'
import { type HostServices } from '../../app/window/host-services.ts'
import { keepCore } from '../../app/window/keep-core.ts'
import { createPageFiles, type PageFiles } from '../../app/window/page-files.ts'
import { savedEvent } from '../../app/window/saved-file.ts'
import { type WindowCore } from '../../app/window/core.ts'
import { WINDOW_ORIGIN, type Sender } from '../../ipc/gate.ts'
import { serveHttps, startCoreApart } from './by-feature.ts'
import { allowDownloads } from './downloads.ts'
import { closeContents, closeSession, isRoot, quietSwitches } from './lock-down.ts'
import { menuTemplate } from './menu.ts'
import { hostPrinters, type HostPrinters } from './printers.ts'
import { type ElectronOptions } from './options.ts'
import { hostSecrets } from './secrets.ts'
import { windowOptions } from './window-options.ts'

const say = (zh: string, en: string): void => void process.stderr.write(`${zh}\n  ${en}\n`)

/** Who called, as Electron saw it; a frame that is gone by now is nobody. */
function senderOf(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): Sender {
  const frame = event.senderFrame
  const nobody = { origin: '', mainFrame: false }
  if (!frame) return nobody
  try {
    const mainFrame = event.sender === window?.webContents && frame === event.sender.mainFrame
    return { origin: new URL(frame.url).origin, mainFrame }
  } catch {
    return nobody
  }
}

/** The one window and what surrounds it. */
interface Scene {
  window?: BrowserWindow
  core?: WindowCore
  files?: PageFiles
}

function tell(scene: Scene, text: string): void {
  if (scene.window && !scene.window.isDestroyed()) scene.window.webContents.send('workstation:event', text)
}

function show(scene: Scene, page: HostPage): void {
  if (!scene.window || scene.window.isDestroyed()) return
  // A page that is on its way elsewhere makes this one fail, and shows itself.
  scene.window.loadURL(WINDOW_ORIGIN + hostPagePath(page)).catch(() => undefined)
}

function startCore(scene: Scene, options: ElectronOptions, services: HostServices): WindowCore {
  const { home, resources } = options
  return keepCore(
    { home, resources, services, onEvent: event => tell(scene, JSON.stringify(event)) },
    () => startCoreApart(options.coreEntry),
    {
      lost: why => {
        say(`业务程序意外停止，正在重新启动：${why}`, `The core stopped and is started again: ${why}`)
        show(scene, 'core-lost')
      },
      failed: why => {
        say(`业务程序无法启动：${why}`, `The core does not start: ${why}`)
        show(scene, 'core-failed')
      },
    },
  )
}

function openWindow(scene: Scene, options: ElectronOptions): void {
  const window = new BrowserWindow(windowOptions(options.preload, app.isPackaged))
  scene.window = window
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    say(`窗口的页面意外停止（${reason}）`, `The page of the window stopped (${reason})`)
    show(scene, 'page-crashed')
  })
  window.loadURL(`${WINDOW_ORIGIN}/`).catch(error => say('页面打不开', String(error)))
}

function servicesOf(printing: HostPrinters, ownPrinters: boolean | undefined): HostServices {
  const own = ownPrinters ?? process.platform !== 'linux'
  return { secrets: hostSecrets(safeStorage), printers: own ? printing.printers : null }
}

function open(scene: Scene, options: ElectronOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(app.isPackaged, process.platform)))
  const printing = hostPrinters(() => scene.window?.webContents)
  const core = startCore(scene, options, servicesOf(printing, options.ownPrinters))
  scene.core = core
  const files = printing.files(createPageFiles(options.renderer, core.document))
  scene.files = files
  const ours = session.defaultSession
  closeSession(ours)
  serveHttps(ours.protocol, files)
  allowDownloads(ours, {
    scratch: path.join(options.home, 'window/downloads'),
    folder: options.downloads ?? app.getPath('downloads'),
    saved: file => {
      say(`已保存 ${file}`, `Saved ${file}`)
      tell(scene, savedEvent(file))
    },
    failed: why => say(`没有保存：${why}`, `Not saved: ${why}`),
  })
  ipcMain.handle('workstation:call', (event, text: unknown) =>
    core.call(typeof text === 'string' ? text : '', senderOf(event, scene.window)),
  )
  openWindow(scene, options)
}

/** Every page that ever comes to be in this process is closed in. A document that is saved leaves the window where it is. */
function closeAllContents(scene: Scene): void {
  app.on('web-contents-created', (_created, contents) => {
    closeContents(contents, {
      wanted: address => {
        if (contents !== scene.window?.webContents || !address.startsWith(`${WINDOW_ORIGIN}/doc/`)) return
        void scene.files?.({ method: 'GET', url: address }).then(({ kind }) => {
          if (kind === 'saved-document') contents.downloadURL(address)
        })
      },
    })
  })
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (reason !== 'clean-exit' && reason !== 'killed')
      say(
        `浏览器的一个进程意外停止（${type}，${reason}）`,
        `A process of the browser stopped (${type}, ${reason})`,
      )
  })
}

/** However the end comes (the window's button, the system's, a signal): the core ends in order first. */
function endInOrder(scene: Scene): void {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    void (scene.core?.close() ?? Promise.resolve()).finally(() => app.exit(0))
  }
  app.on('window-all-closed', end)
  app.on('will-quit', event => {
    event.preventDefault()
    end()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => (scene.window ? scene.window.close() : app.exit(0)))
}

/** Opens the workstation's window on Electron. */
export function startElectron(options: ElectronOptions): void {
  const scene: Scene = {}
  quietSwitches(app)
  if (isRoot())
    say(
      '注意：以 root 运行，浏览器的沙箱只能关闭。请以普通用户使用本程序。',
      'Note: run as root, the browser cannot have its sandbox. Use this program as an ordinary user.',
    )
  app.setPath('userData', path.join(options.home, 'window', 'electron'))
  if (!app.requestSingleInstanceLock()) {
    say(
      '本程序已经打开，已切换到该窗口。',
      'The program is open already; its window was brought to the front.',
    )
    app.exit(0)
    return
  }
  app.on('second-instance', () => {
    if (scene.window?.isMinimized()) scene.window.restore()
    scene.window?.focus()
  })
  closeAllContents(scene)
  endInOrder(scene)
  void app.whenReady().then(() => open(scene, options))
}
