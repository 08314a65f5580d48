// Bundles the national store with esbuild when a source is newer than the bundle. Its packages stay outside.
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { alone } from './alone.mjs'
import { newest, place } from './fresh.mjs'
import { ROOT } from './npm.mjs'

const OUT = path.join(ROOT, 'dist/store/store.mjs')
const SOURCES = [
  'shared',
  'national-store',
  'resources/regions',
  'package-lock.json',
  'tools/setup/build-store.mjs',
]

const isFresh = () =>
  existsSync(OUT) &&
  statSync(OUT).mtimeMs >= Math.max(...SOURCES.map(source => newest(path.join(ROOT, source))))

async function bundle() {
  const begun = new Date()
  const { build } = await import('esbuild')
  const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'national-store/package.json'), 'utf8'))
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'national-store/host/main.ts')],
    outfile: OUT,
    bundle: true,
    write: false,
    external: Object.keys(dependencies),
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Imports of types alone must load nothing; as the sources stand they would be kept as empty imports.
    tsconfigRaw: { compilerOptions: { target: 'ES2023', verbatimModuleSyntax: false } },
    logLevel: 'error',
  })
  for (const file of outputFiles) place(file.path, file.contents)
  utimesSync(OUT, begun, begun) // a source that changed meanwhile is newer
}

/** @returns the path of an up-to-date bundle; processes that ask at the same time wait for one another. */
export async function ensureStoreBuilt() {
  if (!isFresh()) await alone(path.join(ROOT, '.cache/build'), async () => (isFresh() ? undefined : bundle()))
  return OUT
}
