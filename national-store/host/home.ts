import { homedir } from 'node:os'
import path from 'node:path'

type Variables = Readonly<Record<string, string | undefined>>

const NAME = 'licence-workstation-store'

function userFolder(env: Variables, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local')
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support')
  return env['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share')
}

/** Where the store keeps what is its own: `LW_STORE_HOME`, else a folder of the user. */
export const storeHome = (env: Variables, platform: NodeJS.Platform = process.platform): string =>
  path.resolve(env['LW_STORE_HOME'] || path.join(userFolder(env, platform), NAME))
