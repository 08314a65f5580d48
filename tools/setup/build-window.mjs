// Bundles what a window is made of, each part only when a source of it is newer: hosts and the core's thread by esbuild, the
// page by vite.
import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { alone } from './alone.mjs'
import { BUNDLED, WITHOUT_ZOD_WORDS } from './build.mjs'
import { newest, place } from './fresh.mjs'
import { ROOT } from './npm.mjs'

const DIST = path.join(ROOT, 'dist')
const TOOLS = ['package.json', 'package-lock.json', 'tools/setup/build-window.mjs']

/** The built parts. */
export const WINDOW = {
  chromium: path.join(DIST, 'window/chromium.mjs'),
  workshop: path.join(DIST, 'window/workshop.mjs'),
  coreThread: path.join(DIST, 'window/core-thread.mjs'),
  electron: path.join(DIST, 'electron/main.cjs'),
  /** Electron's host as a library, for tests that give it another page or core. */
  electronHost: path.join(DIST, 'electron/host.cjs'),
  preload: path.join(DIST, 'electron/preload.cjs'),
  electronCore: path.join(DIST, 'electron/core-thread.cjs'),
  renderer: path.join(DIST, 'renderer'),
  resources: path.join(ROOT, 'resources'),
}

const isFresh = (product, sources) =>
  existsSync(product) &&
  statSync(product).mtimeMs >= Math.max(...[...sources, ...TOOLS].map(one => newest(path.join(ROOT, one))))

const source = file => path.join(ROOT, 'electron', file)

/** What both kinds of bundle share. Packages of the product stay outside, but for those of hundreds of small modules. */
function commonOptions() {
  const { version, dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  return {
    bundle: true,
    write: false,
    external: ['electron', ...Object.keys(dependencies).filter(name => !BUNDLED.includes(name))],
    platform: 'node',
    tsconfigRaw: { compilerOptions: { target: 'ES2023', verbatimModuleSyntax: false } },
    define: { LW_VERSION: JSON.stringify(version) },
    // Less to read at each start; names stay, so that a fault's trace can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [WITHOUT_ZOD_WORDS],
    logLevel: 'error',
  }
}

async function bundle(options, last) {
  const begun = new Date()
  const { build } = await import('esbuild')
  const { outputFiles } = await build(options)
  // The entry comes last: whoever finds it finds its parts.
  for (const file of outputFiles.toSorted((a, b) => Number(a.path === last) - Number(b.path === last)))
    place(file.path, file.contents)
  utimesSync(last, begun, begun) // a source that changed meanwhile is newer
}

function buildChromium() {
  const entryPoints = {
    chromium: source('hosts/chromium/main.ts'),
    'core-thread': source('app/window/core-thread-main.ts'),
    workshop: source('app/workshop/thread-main.ts'),
  }
  const form = { format: 'esm', splitting: true, chunkNames: 'parts/[name]-[hash]', target: 'node20.19' }
  const names = { outdir: path.dirname(WINDOW.chromium), outExtension: { '.js': '.mjs' } }
  return bundle({ ...commonOptions(), ...form, ...names, entryPoints, sourcemap: true }, WINDOW.chromium)
}

/** CommonJS: the oldest Electron that offices have loads no other. Its Node is 16. */
function buildElectron() {
  const common = commonOptions()
  const entryPoints = {
    main: source('main.ts'),
    host: source('hosts/electron/start.ts'),
    preload: source('hosts/electron/preload.ts'),
    'core-thread': source('hosts/electron/core-thread-main.ts'),
    workshop: source('hosts/electron/workshop-main.ts'),
  }
  const here = "require('node:url').pathToFileURL(__filename).href"
  return bundle(
    {
      ...common,
      format: 'cjs',
      target: 'node16.17',
      outdir: path.dirname(WINDOW.electron),
      outExtension: { '.js': '.cjs' },
      banner: {
        js: `const importMetaUrl = typeof require === 'function' && typeof __filename === 'string' ? ${here} : ''`,
      },
      define: { ...common.define, 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname' },
      entryPoints,
    },
    WINDOW.electron,
  )
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
    const program = ['shared', 'electron']
    const stale = [
      [WINDOW.chromium, buildChromium],
      [WINDOW.electron, buildElectron],
    ].filter(([product]) => !isFresh(product, program))
    if (stale.length > 0) tell('正在构建程序… / Building the program…')
    for (const [, build] of stale) await build()
    if (!isFresh(path.join(WINDOW.renderer, 'index.html'), ['shared', 'renderer'])) {
      tell('正在构建页面… / Building the page…')
      await buildPage()
    }
  })
  return WINDOW
}
