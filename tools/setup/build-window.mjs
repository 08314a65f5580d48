// Bundles what a window is made of, each part only when a source of it is newer: the host and the core's thread by esbuild,
// the page by vite.
import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { alone } from './alone.mjs'
import { BUNDLED } from './build.mjs'
import { newest, place } from './fresh.mjs'
import { ROOT } from './npm.mjs'

const DIST = path.join(ROOT, 'dist')
const TOOLS = ['package.json', 'package-lock.json', 'tools/setup/build-window.mjs']

/** The built parts. */
export const WINDOW = {
  chromium: path.join(DIST, 'window/chromium.mjs'),
  coreThread: path.join(DIST, 'window/core-thread.mjs'),
  renderer: path.join(DIST, 'renderer'),
  resources: path.join(ROOT, 'resources'),
}

const isFresh = (product, sources) =>
  existsSync(product) &&
  statSync(product).mtimeMs >= Math.max(...[...sources, ...TOOLS].map(one => newest(path.join(ROOT, one))))

async function buildHost() {
  const begun = new Date()
  const { build } = await import('esbuild')
  const { version, dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const { outputFiles } = await build({
    entryPoints: {
      chromium: path.join(ROOT, 'electron/hosts/chromium/main.ts'),
      'core-thread': path.join(ROOT, 'electron/app/window/core-thread-main.ts'),
    },
    outdir: path.dirname(WINDOW.chromium),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    external: Object.keys(dependencies).filter(name => !BUNDLED.includes(name)),
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    tsconfigRaw: { compilerOptions: { target: 'ES2023', verbatimModuleSyntax: false } },
    define: { LW_VERSION: JSON.stringify(version) },
    sourcemap: true,
    logLevel: 'error',
  })
  const last = [WINDOW.coreThread, WINDOW.chromium]
  const rank = file => last.indexOf(file.path)
  for (const file of outputFiles.toSorted((a, b) => rank(a) - rank(b))) place(file.path, file.contents)
  utimesSync(WINDOW.chromium, begun, begun) // a source that changed meanwhile is newer
}

async function buildPage() {
  const begun = new Date()
  const { build } = await import('vite')
  const part = `${WINDOW.renderer}.part`
  rmSync(part, { recursive: true, force: true })
  await build({
    configFile: path.join(ROOT, 'renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: part },
  })
  rmSync(WINDOW.renderer, { recursive: true, force: true })
  renameSync(part, WINDOW.renderer)
  utimesSync(path.join(WINDOW.renderer, 'index.html'), begun, begun)
}

/**
 * Brings the window's parts up to date. Processes that ask at the same time wait for one another.
 * @param {(line: string) => void} [tell] says what takes a moment
 */
export async function ensureWindowBuilt(tell = line => void process.stderr.write(`${line}\n`)) {
  await alone(path.join(ROOT, '.cache/build'), async () => {
    if (!isFresh(WINDOW.chromium, ['shared', 'electron'])) {
      tell('正在构建程序… / Building the program…')
      await buildHost()
    }
    if (!isFresh(path.join(WINDOW.renderer, 'index.html'), ['shared', 'renderer'])) {
      tell('正在构建页面… / Building the page…')
      await buildPage()
    }
  })
  return WINDOW
}
