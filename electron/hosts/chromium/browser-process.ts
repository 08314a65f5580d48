import { spawn } from 'node:child_process'
import { type Readable, type Writable } from 'node:stream'
import { connectPipe, type Cdp } from './cdp.ts'

export interface BrowserProcess {
  readonly cdp: Cdp
  readonly pid: number
  /** How it ended, with the last it said; never rejects. */
  readonly exited: Promise<{ readonly code: number | null; readonly said: string }>
  kill(): void
}

const KEPT_WORDS = 4096

/** Starts the browser with its two pipes. They are its only way in: when this process dies, they break, and it ends. */
export function startBrowser(file: string, flags: readonly string[], env: NodeJS.ProcessEnv): BrowserProcess {
  const child = spawn(file, flags, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Its own words (print, dialogs) in the language of the window.
    env: { ...env, LANGUAGE: env['LANGUAGE'] ?? 'zh_CN' },
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT_WORDS)))
  const cdp = connectPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const exited = new Promise<{ code: number | null; said: string }>(resolve => {
    child.on('error', error => {
      cdp.end(error.message)
      resolve({ code: null, said: error.message })
    })
    child.on('exit', code => {
      cdp.end('the browser is gone')
      resolve({ code, said })
    })
  })
  return { cdp, pid: child.pid ?? -1, exited, kill: () => void child.kill('SIGKILL') }
}
