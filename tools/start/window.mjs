// The workstation's window: on Electron where it is present or comes quickly, else on the system's Chromium.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { ensureDebianPackages } from '../setup/debian.mjs'
import { BROWSER, RUN_PACKAGES, WINDOW_FONTS } from '../setup/packages.mjs'
import { fetchElectron, findElectron } from './electron.mjs'

const say = (zh, en) => console.error(`${zh}\n  ${en}`)

/** On Linux a window needs a display server that says where it is. */
export const hasDisplay = (env = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0

function runElectron({ binary }, entry) {
  const child = spawn(binary, [...(isRoot() ? ['--no-sandbox'] : []), entry], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'))
  return new Promise(resolve => {
    child.on('error', error => {
      say(`Electron 无法启动：${error.message}`, `Electron does not start: ${error.message}`)
      resolve(1)
    })
    child.on('exit', code => resolve(code ?? 1))
  })
}

async function chromiumHost(built) {
  const host = await import(pathToFileURL(built.chromium).href)
  const browser = host.findBrowser()
  if (browser) return { host, browser }
  ensureDebianPackages(BROWSER, { why: '程序窗口 / the window of the program' })
  return { host, browser: host.findBrowser() }
}

async function runChromium(built) {
  const { host, browser } = await chromiumHost(built)
  if (!browser) {
    say(
      '没有可用的浏览器内核：请安装 Chromium、Chrome 或 Edge（LW_CHROMIUM 可指定程序），或联网后重试以下载 Electron（ELECTRON_MIRROR 可指定镜像）。',
      'Nothing to open the window with: install Chromium, Chrome or Edge (LW_CHROMIUM names its program), or try again with a network to fetch Electron (ELECTRON_MIRROR names a mirror).',
    )
    return 1
  }
  say(`正在打开窗口（${browser}）…`, `Opening the window (${browser})…`)
  return host.runChromium({
    browser,
    home: host.dataHome(),
    resources: built.resources,
    renderer: built.renderer,
    coreEntry: built.coreThread,
  })
}

/**
 * Sets up what is missing, says what it does, and stays until the window is closed.
 * @returns {Promise<number>} the exit code
 */
export async function openTheWindow(env = process.env) {
  if (!hasDisplay(env)) {
    say(
      '这里没有图形界面（DISPLAY、WAYLAND_DISPLAY 都未设置），打不开窗口。可以使用命令行 npm run --silent cli -- --help，或用 npm run demo 制发一套演示证照。',
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open. Use the command line, npm run --silent cli -- --help, or let npm run demo issue a set of demonstration licences.',
    )
    return 1
  }
  const { ensureWindowBuilt } = await import('../setup/build-window.mjs')
  const built = await ensureWindowBuilt()
  if (process.platform === 'linux')
    ensureDebianPackages([...RUN_PACKAGES, ...WINDOW_FONTS], {
      why: '窗口与证照的字体 / fonts of the window and the licences',
    })
  if (env.LW_ELECTRON !== 'skip') {
    const electron = findElectron(env) ?? ((await fetchElectron(env)) ? findElectron(env) : undefined)
    if (electron) {
      say(
        `正在打开窗口（Electron ${electron.version}）…`,
        `Opening the window (Electron ${electron.version})…`,
      )
      return runElectron(electron, built.electron)
    }
  }
  return runChromium(built)
}
