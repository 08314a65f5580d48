import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Readable } from 'node:stream'

/** A screen of a test's own, for what a browser does on a screen only: printing. */
export interface TestScreen {
  /** For `DISPLAY`. */
  readonly display: string
  stop(): Promise<void>
}

export async function startScreen(): Promise<TestScreen> {
  const args = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = once(server, 'exit')
  const [number] = (await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    ended.then(() => Promise.reject(new Error('Xvfb did not start'))),
  ])) as [Buffer]
  return {
    display: `:${number.toString('latin1').trim()}`,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}
