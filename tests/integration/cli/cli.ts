import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { usccCheck } from '../../../shared/domain/codes/uscc.ts'
import { main } from '../../../electron/hosts/cli/main.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'

export const ROOT = path.resolve(import.meta.dirname, '../../..')

/** Whatever a command prints as JSON, looked at by tests. */
export type Item = Readonly<Record<string, unknown>>

export interface Answer {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Standard output as JSON lines. @throws when a line is not JSON */
  readonly items: readonly Item[]
}

export interface Running {
  readonly child: ChildProcess
  readonly done: Promise<Answer>
}

/** Nothing of the machine's own settings reaches a command under test. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LW_')))

/** Starts `node tools/cli.mjs …`, as `npm run cli` does. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [path.join(ROOT, 'tools/cli.mjs'), ...args], {
    cwd: tmpdir(),
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const done = new Promise<Answer>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code =>
      resolve({
        code,
        out,
        err,
        get items() {
          return itemsOf(out)
        },
      }),
    )
  })
  return { child, done }
}

/** Runs a command as a process of its own, as scripts do. */
export const spawned = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> => start(args, env).done

const itemsOf = (out: string): readonly Item[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Item)

/** Runs a command within this process: the same code without the start of a process, so that many can be tried. */
export async function cli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  let out = ''
  let err = ''
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    terminal: false,
  }
  const code = await main(args, { root: ROOT, streams, env: { ...cleanEnvironment(), ...env } })
  return { code, out, err, items: args.includes('--json') ? itemsOf(out) : [] }
}

/** The same with `--json`. */
export const json = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  cli([...args, '--json'], env)

/** A folder that is gone after the tests. */
export function scratch(): {
  readonly folder: string
  readonly in: (name: string) => string
  remove(): void
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'lw-cli-'))
  return {
    folder,
    in: name => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** An invented code that passes its check, another for each number. */
export function codeOf(n: number): string {
  const body = `9133010000${String(n).padStart(7, '0')}`
  return body + usccCheck(body)
}

/** Applications of one kind, named after it so that no `--kind` is needed; holders are numbered from `from`. */
export function writeApplications(file: string, from: number, count: number): void {
  const values = EXAMPLES.entertainment[0]!.values
  const rows = Array.from({ length: count }, (_, i) => ({
    ...values,
    holderName: `样例命令行娱乐有限公司第${from + i}店`,
    holderCode: codeOf(from + i),
  }))
  writeFileSync(file, JSON.stringify(rows))
}
