import { homedir } from 'node:os'
import path from 'node:path'

/** Where the offices' data lie on this machine: `LW_HOME`, else where the system keeps data of programs. */
export function dataHome(env = process.env, platform: string = process.platform, user = homedir()): string {
  const chosen = env['LW_HOME']
  if (chosen) return path.resolve(chosen)
  if (platform === 'win32')
    return path.win32.join(
      env['LOCALAPPDATA'] || path.win32.join(user, 'AppData', 'Local'),
      'LicenceWorkstation',
    )
  if (platform === 'darwin') return path.posix.join(user, 'Library/Application Support/LicenceWorkstation')
  // The freedesktop rule: a relative XDG_DATA_HOME is to be ignored.
  const xdg = env['XDG_DATA_HOME']
  const data = xdg && path.posix.isAbsolute(xdg) ? xdg : path.posix.join(user, '.local/share')
  return path.posix.join(data, 'licence-workstation')
}
