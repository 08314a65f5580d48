import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The page's own small settings, and where its window stood. All else that a browser gathers may name people. */
const KEPT = new Set(['Local Storage', 'Preferences'])

type Settings = { [name: string]: Settings | string | number | boolean }

/** A browser keeps what was typed, visited and saved; this one does not. */
const OURS: Settings = {
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false, has_seen_welcome_page: true },
  credentials_enable_service: false,
  // The page itself says where a document was saved; the browser's own bubble would show a name without meaning.
  download_bubble: { partial_view_enabled: false },
  history: { saving_disabled: true },
  profile: { password_manager_enabled: false, exit_type: 'Normal' },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  spellcheck: { use_spelling_service: false },
  translate: { enabled: false },
  net: { network_prediction_options: 2 },
}

function merged(base: Settings, over: Settings): Settings {
  const result: Settings = { ...base }
  for (const [name, value] of Object.entries(over)) {
    const old = result[name]
    result[name] = typeof value === 'object' && typeof old === 'object' ? merged(old, value) : value
  }
  return result
}

function readSettings(file: string): Settings {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Settings) : {}
  } catch {
    return {} // none yet, or cut off by a power failure
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether that process is a browser in this folder. A browser that was killed leaves its link, and the number in it is soon
 * another program's, or still that of its own remains.
 */
function holds(pid: number, profile: string): boolean {
  if (!alive(pid) || process.platform !== 'linux') return alive(pid)
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/** Chromium marks a profile in use by a link `host-pid`; on Windows it keeps a window of its own instead. */
export function inUse(profile: string): boolean {
  const lock = path.join(profile, 'SingletonLock')
  try {
    lstatSync(lock)
    const pid = Number(/-(\d+)$/.exec(readlinkSync(lock))?.[1])
    return pid > 0 && holds(pid, profile)
  } catch {
    return false
  }
}

/** Removes what the last session left: history, form entries, caches, crash leftovers. Nothing while a browser is in it. */
export function sweepProfile(profile: string): void {
  if (inUse(profile)) return
  const remove = (folder: string, name: string): void =>
    rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 })
  for (const name of readdirSync(profile)) if (name !== 'Default') remove(profile, name)
  const inner = path.join(profile, 'Default')
  for (const name of readdirSync(inner)) if (!KEPT.has(name)) remove(inner, name)
}

/** Makes the browser's own folder ready; only its user may look into it. */
export function prepareProfile(profile: string): void {
  const inner = path.join(profile, 'Default')
  mkdirSync(inner, { recursive: true, mode: 0o700 })
  if (inUse(profile)) return
  sweepProfile(profile)
  const file = path.join(inner, 'Preferences')
  writeFileSync(file, JSON.stringify(merged(readSettings(file), OURS)), { mode: 0o600 })
}
