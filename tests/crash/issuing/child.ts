import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { RESOURCES } from '../../integration/issuing/support.ts'
import { type Acknowledged } from './examine.ts'
import { type Variant } from './variants.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** Bundles the child once, so that plain node starts it quickly; inside the project, where its packages are found. */
export async function bundleChild(): Promise<string> {
  const cache = join(here, '../../../.cache')
  mkdirSync(cache, { recursive: true })
  const outfile = join(mkdtempSync(join(cache, 'crash-')), 'issue-child.mjs')
  await build({
    entryPoints: [join(here, 'issue-child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Packages go into the bundle too, or each start would read some hundred files; those with WebAssembly stay outside.
    external: ['sql.js', 'harfbuzzjs', '@expo-google-fonts/*'],
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    tsconfigRaw: { compilerOptions: { target: 'ES2023', verbatimModuleSyntax: false } },
    logLevel: 'error',
  })
  return outfile
}

export interface Order {
  readonly child: string
  readonly dataDir: string
  readonly batchId: string
  readonly variant?: Variant
  readonly target: string
  /** Kill a moment (milliseconds) after so many licences were told. */
  readonly killAfter?: { readonly told: number; readonly wait: number }
}

export interface Told {
  readonly acknowledged: readonly Acknowledged[]
  readonly steps: readonly string[]
  /** The step it was killed at. */
  readonly at: string | null
  readonly killed: boolean
  readonly end: string | null
  readonly errors: readonly string[]
}

/** Runs the child, kills it where the order says, and gives back what it had told by then. */
export function runChild(order: Order): Promise<Told> {
  return new Promise(resolve => {
    const { child: script, dataDir, batchId, variant = 'right', target, killAfter } = order
    const child = spawn(process.execPath, [script, dataDir, RESOURCES, batchId, variant, target], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    let armed = false
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString()
      if (text.includes('\nAT ')) child.kill('SIGKILL')
      const told = text.split('\nACK ').length - 1
      if (!killAfter || armed || !text.includes('READY\n') || told < killAfter.told) return
      armed = true
      setTimeout(() => child.kill('SIGKILL'), killAfter.wait)
    })
    child.on('close', (_code, signal) => {
      const lines = text.split('\n').slice(0, -1) // what has no end was not told whole
      const those = (head: string) =>
        lines.filter(l => l.startsWith(`${head} `)).map(l => l.slice(head.length + 1))
      resolve({
        acknowledged: those('ACK').map(json => JSON.parse(json) as Acknowledged),
        steps: those('STEP'),
        at: those('AT')[0] ?? null,
        killed: signal === 'SIGKILL',
        end: those('END')[0] ?? null,
        errors: those('ERROR'),
      })
    })
  })
}
