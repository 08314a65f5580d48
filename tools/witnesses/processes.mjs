import { spawn } from 'node:child_process'

const MAX_STDERR = 64 * 1024

/**
 * Runs a program to its end, without a shell.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ input?: string, env?: Record<string, string>, cwd?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>} stderr: its last 64 KB, or why it could not start.
 */
export function run(command, args, { input = '', env = {}, cwd, timeoutMs = 15 * 60_000 } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONUTF8: '1', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    // Not spawn's own `timeout`: its timer outlives a program that could not be started, and keeps us waiting for it.
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const finish = result => {
      clearTimeout(timer)
      resolve(result)
    }
    const out = []
    let stderr = ''
    child.stdout.on('data', chunk => out.push(chunk))
    child.stderr.on('data', chunk => (stderr = (stderr + chunk).slice(-MAX_STDERR)))
    child.stdin.on('error', () => {}) // a program that ends early does not read its input
    child.on('error', error => finish({ status: null, stdout: '', stderr: error.message }))
    child.on('close', (status, signal) =>
      finish({
        status,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: signal ? `${stderr}\nended by ${signal}` : stderr,
      }),
    )
    child.stdin.end(input)
  })
}

/** The last lines of what a program said, for an error message. */
export const lastLines = (text, count = 8) => text.trim().split('\n').slice(-count).join('\n  ')
