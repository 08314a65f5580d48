import { existsSync } from 'node:fs'
import path from 'node:path'

const LINUX = [
  // The program itself before Debian's wrapper, which adds extensions of its own.
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/microsoft-edge',
]

const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS = [
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
]

function usualPlaces(env: NodeJS.ProcessEnv, platform: string): readonly string[] {
  if (platform === 'darwin') return MAC
  if (platform !== 'win32') return LINUX
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(name => env[name] ?? [])
  return WINDOWS.flatMap(place => roots.map(root => path.win32.join(root, place)))
}

/** The system's Chromium, Chrome or Edge: `LW_CHROMIUM` where it is set, else the first of the usual places. */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  const chosen = env['LW_CHROMIUM']
  if (chosen) return exists(chosen) ? chosen : undefined
  return usualPlaces(env, platform).find(exists)
}
