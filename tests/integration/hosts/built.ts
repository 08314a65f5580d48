import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { onTestFinished } from 'vitest'

/** The least page, with a bridge to ask through. */
export const PAGE = path.join(import.meta.dirname, 'page')

const bundled = async (format: 'esm' | 'cjs', folder: string): Promise<string> => {
  const outfile = path.join(folder, format === 'esm' ? 'core.mjs' : 'core.cjs')
  await build({
    entryPoints: [path.join(import.meta.dirname, 'test-core-main.ts')],
    bundle: true,
    platform: 'node',
    format,
    target: 'node16',
    outfile,
    logLevel: 'error',
  })
  return outfile
}

/** The test's own core as a thread of its own can load it. */
export const testCore = (folder: string, format: 'esm' | 'cjs' = 'esm'): Promise<string> =>
  bundled(format, folder)

/** A folder that lives as long as the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lw-host-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))
  return folder
}

/** Asks again and again, for what another process does in its own time. */
export async function eventually<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
): Promise<T> {
  for (let left = 300; left > 0; left--) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`never came: ${what}`)
}
