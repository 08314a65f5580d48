import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureWindowBuilt } from '../../../tools/setup/build-window.mjs'
import { ROOT } from '../../../tools/setup/npm.mjs'
import { readAsar, type PackedFile } from './asar.ts'
import { SENTINEL, standInElectron } from './stand-in.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lw-pack-'))
const unpacked = path.join(folder, 'release/linux-unpacked')
let files: readonly PackedFile[] = []

const electronVersion = (
  JSON.parse(readFileSync(path.join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
).version

beforeAll(async () => {
  await ensureWindowBuilt()
  const stand = standInElectron(path.join(folder, 'electron'), electronVersion)
  const packer = [
    process.execPath,
    path.join(ROOT, 'node_modules/electron-builder/cli.js'),
    '--linux',
    'dir',
    '--publish',
    'never',
    `-c.electronDist=${stand}`,
    `-c.electronVersion=${electronVersion}`,
    `-c.directories.output=${path.join(folder, 'release')}`,
  ]
  // Without a network: what packs here packs anywhere.
  const alone = process.getuid?.() === 0 ? ['unshare', '--net', '--', ...packer] : packer
  const [command = '', ...args] = alone
  execFileSync(command, args, { cwd: ROOT, stdio: 'pipe', env: { ...process.env, CI: '1' } })
  files = readAsar(path.join(unpacked, 'resources/app.asar'))
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = (): readonly string[] => files.map(file => file.name)
const ours = (): readonly PackedFile[] => files.filter(file => !file.name.startsWith('node_modules/'))

/** Every file below a folder, by its path in it. */
const below = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(name =>
    statSync(path.join(place, name)).isFile(),
  )

describe('the packed program', () => {
  it('has what it runs on', () => {
    expect(names()).toEqual(
      expect.arrayContaining([
        'package.json',
        'dist/electron/main.cjs',
        'dist/electron/preload.cjs',
        'dist/electron/core-thread.cjs',
        'dist/electron/workshop.cjs',
        'dist/renderer/index.html',
        'node_modules/sql.js/dist/sql-wasm.wasm',
        'node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm',
        'node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
        'node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
      ]),
    )
    const shipped = JSON.parse(
      files.find(file => file.name === 'package.json')?.bytes.toString('utf8') ?? '{}',
    ) as { main?: string; scripts?: unknown }
    expect(shipped.main).toBe('dist/electron/main.cjs')
    expect(below(path.join(unpacked, 'resources/resources/packs')).length).toBeGreaterThan(0)
  })

  it('has nothing else of ours: no source, no test, no tool, no test’s own host', () => {
    expect(
      ours()
        .map(file => file.name)
        .filter(
          name =>
            !/^(package\.json|dist\/electron\/(main|preload|core-thread|workshop)\.cjs|dist\/renderer\/)/.test(
              name,
            ),
        ),
    ).toEqual([])
    const all = [...names(), ...below(unpacked)]
    expect(all.filter(name => /\.map$|\.test\.|\.tsx?$|\/__tests__\//.test(name))).toEqual([])
    expect(ours().filter(file => file.bytes.includes('sourceMappingURL'))).toEqual([])
  })

  it('carries only the packages that the program is declared to need', () => {
    const packages = new Set(
      names().flatMap(name => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ?? []),
    )
    for (const forbidden of [
      'electron',
      'vite',
      'vitest',
      'typescript',
      'playwright-core',
      'esbuild',
      'fast-check',
      'licence-workstation-store',
      'fastify',
      'pg',
      '@electric-sql/pglite',
    ])
      expect(packages).not.toContain(forbidden)
    const fonts = names().filter(name => name.startsWith('node_modules/') && name.endsWith('.ttf'))
    expect(fonts.map(name => path.basename(name)).sort()).toEqual([
      'NotoSansSC_400Regular.ttf',
      'NotoSansSC_700Bold.ttf',
      'NotoSerifSC_400Regular.ttf',
      'NotoSerifSC_700Bold.ttf',
    ])
  })

  it('holds no private key and no secret file', () => {
    const marks = ['-----BEGIN PRIVATE KEY', '-----BEGIN RSA PRIVATE KEY', '-----BEGIN EC PRIVATE KEY']
    const texts: readonly { readonly name: string; readonly bytes: Buffer }[] = [
      ...files,
      ...below(path.join(unpacked, 'resources/resources')).map(name => ({
        name,
        bytes: readFileSync(path.join(unpacked, 'resources/resources', name)),
      })),
    ]
    // The marks stand alone in libraries that write keys; a key is the mark with a body.
    const hasKey = (bytes: Buffer): boolean =>
      marks.some(mark => new RegExp(`${mark}-----\\r?\\n[A-Za-z0-9+/=]{40}`).test(bytes.toString('latin1')))
    expect(texts.filter(({ bytes }) => hasKey(bytes)).map(({ name }) => name)).toEqual([])
    expect(texts.filter(({ name }) => /\.(p12|pfx|key|jks)$|data-key\.json$/.test(name))).toEqual([])
  })

  it('says of every file what its content must be', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(file => !file.whole).map(file => file.name)).toEqual([])
  })

  it('has its fuses set: no Node, no inspector, encrypted cookies, this archive alone and unchanged', () => {
    const program = readFileSync(path.join(unpacked, 'licence-workstation'), 'latin1')
    const at = program.indexOf(SENTINEL) + SENTINEL.length
    expect(program.charCodeAt(at)).toBe(1)
    const states = program.slice(at + 2, at + 2 + program.charCodeAt(at + 1)).split('')
    const [runAsNode, cookieEncryption, nodeOptions, inspect, integrity, onlyAsar] = states
    expect({ runAsNode, cookieEncryption, nodeOptions, inspect, integrity, onlyAsar }).toEqual({
      runAsNode: '0',
      cookieEncryption: '1',
      nodeOptions: '0',
      inspect: '0',
      integrity: '1',
      onlyAsar: '1',
    })
  })
})
