import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { readCoverage, type FaceCoverage } from './font-file.ts'

export interface SystemFontOptions {
  /** Folders to look in; the usual ones of the operating system where absent. */
  readonly folders?: readonly string[]
  /** File that keeps what each font covers, so that fonts are read once only. No cache where absent. */
  readonly cacheFile?: string
}

/** A font of the system, as the index knows it. */
export interface IndexedFace extends FaceCoverage {
  readonly path: string
}

interface IndexedFile {
  readonly size: number
  readonly modified: number
  readonly faces: readonly FaceCoverage[]
}

const MAX_FILES = 20_000
const MAX_DEPTH = 8
const MAX_CACHE = 64 * 1024 * 1024
const CACHE_VERSION = 1

/** Where fonts usually lie on this operating system. */
export function usualFontFolders(): readonly string[] {
  const home = homedir()
  switch (platform()) {
    case 'win32':
      return [
        join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
        join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Microsoft', 'Windows', 'Fonts'),
      ]
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')]
    default:
      return [
        '/usr/share/fonts',
        '/usr/local/share/fonts',
        join(home, '.local', 'share', 'fonts'),
        join(home, '.fonts'),
      ]
  }
}

/** Font files under the folders, sorted by path; folders that cannot be read are passed over. */
function listFontFiles(folders: readonly string[]): readonly string[] {
  const found: string[] = []
  const walk = (folder: string, depth: number): void => {
    let entries
    try {
      entries = readdirSync(folder, { withFileTypes: true })
    } catch {
      return
    }
    for (const entry of entries) {
      if (found.length >= MAX_FILES) return
      const path = join(folder, entry.name)
      if (entry.isDirectory() && depth < MAX_DEPTH) walk(path, depth + 1)
      else if (/\.(ttf|otf|ttc|otc)$/i.test(entry.name)) found.push(path)
    }
  }
  for (const folder of folders) walk(folder, 0)
  return [...new Set(found)].sort()
}

const isRange = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every(n => Number.isInteger(n) && n >= 0 && n <= 0x10ffff)

const isFace = (value: unknown): value is FaceCoverage => {
  const face = value as Partial<FaceCoverage> | null
  return (
    typeof face === 'object' &&
    face !== null &&
    Number.isInteger(face.index) &&
    Array.isArray(face.families) &&
    face.families.every(name => typeof name === 'string') &&
    Array.isArray(face.ranges) &&
    face.ranges.every(isRange)
  )
}

const isFile = (value: unknown): value is IndexedFile => {
  const file = value as Partial<IndexedFile> | null
  return (
    typeof file === 'object' &&
    file !== null &&
    typeof file.size === 'number' &&
    typeof file.modified === 'number' &&
    Array.isArray(file.faces) &&
    file.faces.every(isFace)
  )
}

/** The kept index; empty when there is none or it is damaged, since it can always be made again. */
function readCache(path: string | undefined): Map<string, IndexedFile> {
  const out = new Map<string, IndexedFile>()
  if (path === undefined) return out
  try {
    if (statSync(path).size > MAX_CACHE) return out
    const parsed = JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown; files?: unknown }
    if (parsed?.version !== CACHE_VERSION || typeof parsed.files !== 'object' || parsed.files === null)
      return out
    for (const [name, file] of Object.entries(parsed.files)) if (isFile(file)) out.set(name, file)
  } catch {
    out.clear()
  }
  return out
}

function writeCache(path: string, files: ReadonlyMap<string, IndexedFile>): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify({ version: CACHE_VERSION, files: Object.fromEntries(files) }))
    renameSync(`${path}.new`, path)
  } catch {
    // Without the cache the next start reads the fonts again: slower, never wrong.
  }
}

function indexFile(path: string, known: IndexedFile | undefined): IndexedFile {
  const { size, mtimeMs } = statSync(path)
  const modified = Math.round(mtimeMs)
  if (known && known.size === size && known.modified === modified) return known
  try {
    return { size, modified, faces: readCoverage(path) }
  } catch {
    return { size, modified, faces: [] }
  }
}

/** Every face of the system's fonts with what it covers. Fonts that cannot be read or embedded are passed over. */
export function indexSystemFonts(options: SystemFontOptions): readonly IndexedFace[] {
  const cache = readCache(options.cacheFile)
  const files = new Map<string, IndexedFile>()
  let changed = false
  for (const path of listFontFiles(options.folders ?? usualFontFolders())) {
    try {
      const file = indexFile(path, cache.get(path))
      if (file !== cache.get(path)) changed = true
      files.set(path, file)
    } catch {
      continue
    }
  }
  if (options.cacheFile !== undefined && (changed || files.size !== cache.size)) {
    writeCache(options.cacheFile, files)
  }
  return [...files].flatMap(([path, file]) => file.faces.map(face => ({ path, ...face })))
}

/** Whether an indexed face covers a character. */
export function covers(face: FaceCoverage, codePoint: number): boolean {
  let low = 0
  let high = face.ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = face.ranges[middle] ?? [0, 0]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}
