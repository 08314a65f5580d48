import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this tool's sources. */
export const SOURCES = path.dirname(fileURLToPath(import.meta.url))

/** What is pinned. */
export const VERSIONS = JSON.parse(readFileSync(path.join(SOURCES, 'versions.json'), 'utf8'))

/** Where the judges are installed: outside the project's tree, so that nothing of theirs can end up in it. */
export function witnessHome(env = process.env, platform = process.platform) {
  if (env.LW_WITNESS_HOME) return path.resolve(env.LW_WITNESS_HOME)
  const cache =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? path.join(homedir(), 'AppData/Local'))
      : platform === 'darwin'
        ? path.join(homedir(), 'Library/Caches')
        : env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  return path.join(cache, 'licence-workstation', 'witnesses')
}

/** Short name for exactly this content. */
export const fingerprint = (...texts) =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12)

/** All files of a folder of sources as one text, for a fingerprint. */
export function sourceText(...folders) {
  return folders
    .flatMap(folder => readdirSync(folder).map(name => path.join(folder, name)))
    .sort()
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
}

const DONE = 'complete'

/**
 * A folder made whole once: `make` fills it; a run that was cut short is thrown away and done again.
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>} the folder
 */
export async function madeOnce(folder, make) {
  if (existsSync(path.join(folder, DONE))) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await make(folder)
  writeFileSync(path.join(folder, DONE), `${new Date().toISOString()}\n`)
  return folder
}
