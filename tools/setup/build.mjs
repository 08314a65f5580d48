// Bundles the command line with esbuild when a source is newer than the bundle.
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './npm.mjs'

const OUT = path.join(ROOT, 'dist/cli.mjs')
const SOURCES = ['shared', 'electron', 'package.json', 'package-lock.json', 'tools/setup/build.mjs']

function newest(file) {
  const stat = statSync(file)
  if (!stat.isDirectory()) return stat.mtimeMs
  let latest = stat.mtimeMs // a folder's own time tells of deleted files
  for (const entry of readdirSync(file)) latest = Math.max(latest, newest(path.join(file, entry)))
  return latest
}

/** @returns the path of an up-to-date bundle. */
export async function ensureBuilt() {
  const latest = Math.max(...SOURCES.map(source => newest(path.join(ROOT, source))))
  if (existsSync(OUT) && statSync(OUT).mtimeMs >= latest) return OUT
  const { build } = await import('esbuild')
  await build({
    entryPoints: [path.join(ROOT, 'electron/hosts/cli/main.ts')],
    outfile: OUT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'error',
  })
  return OUT
}
