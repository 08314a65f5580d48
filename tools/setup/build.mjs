// Bundles the command line with esbuild when a source is newer than the bundle: one small entry, and a part for whatever a
// command loads only when it needs it, so that `verify` starts without fonts, database or spreadsheets.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { newest, place } from './fresh.mjs'
import { ROOT } from './npm.mjs'

const DIST = path.join(ROOT, 'dist')
const OUT = path.join(DIST, 'cli.mjs')
const SOURCES = ['shared', 'electron', 'package.json', 'package-lock.json', 'tools/setup/build.mjs']

/** Packages of hundreds of small modules: reading them one by one would be half of a command's start. */
export const BUNDLED = ['@cantoo/pdf-lib', 'zod']

/** Zod's words in sixty languages are a fifth of what is read at a start; people are never told in them. */
export const WITHOUT_ZOD_WORDS = {
  name: 'without-zod-words',
  setup: build =>
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.(js|cjs)$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    })),
}

/** Parts of older bundles stay this long: a command that is running may not have loaded all of its own yet. */
const KEEP_PARTS_MS = 24 * 3_600_000

function sweepParts(needed) {
  const folder = path.join(DIST, 'parts')
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const file = path.join(folder, name)
    if (!needed.has(file) && Date.now() - statSync(file).mtimeMs > KEEP_PARTS_MS)
      rmSync(file, { force: true })
  }
}

/** @returns the path of an up-to-date bundle. */
export async function ensureBuilt() {
  const latest = Math.max(...SOURCES.map(source => newest(path.join(ROOT, source))))
  if (existsSync(OUT) && statSync(OUT).mtimeMs >= latest) return OUT
  const begun = new Date()
  const { build } = await import('esbuild')
  const { version, dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const { outputFiles } = await build({
    entryPoints: {
      cli: path.join(ROOT, 'electron/hosts/cli/main.ts'),
      workshop: path.join(ROOT, 'electron/app/workshop/thread-main.ts'),
    },
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    external: Object.keys(dependencies).filter(name => !BUNDLED.includes(name)),
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Imports of types alone must load nothing; as the sources stand they would be kept as empty imports.
    tsconfigRaw: { compilerOptions: { target: 'ES2023', verbatimModuleSyntax: false } },
    define: { LW_VERSION: JSON.stringify(version) },
    sourcemap: true,
    logLevel: 'error',
  })
  // The entry comes last: whoever finds it finds its parts.
  const entryLast = outputFiles.toSorted((a, b) => Number(a.path === OUT) - Number(b.path === OUT))
  for (const file of entryLast) place(file.path, file.contents)
  utimesSync(OUT, begun, begun) // a source that changed meanwhile is newer
  sweepParts(new Set(outputFiles.map(file => file.path)))
  return OUT
}
