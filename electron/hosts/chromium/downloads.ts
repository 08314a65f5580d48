import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { saveUnderFreeName } from '../../app/window/saved-file.ts'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'
import { type Cdp } from './cdp.ts'

/** The folder that the person's system keeps saved files in; on Linux it bears a name of the person's language. */
export function downloadsFolder(
  env = process.env,
  platform: string = process.platform,
  home = homedir(),
): string {
  const fallback = path.join(home, 'Downloads')
  if (platform !== 'linux') return fallback
  try {
    const file = path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'user-dirs.dirs')
    const named = /^\s*XDG_DOWNLOAD_DIR="(.+)"\s*$/m.exec(readFileSync(file, 'utf8').slice(0, 65_536))?.[1]
    const folder = named?.replace(/^\$HOME(?=\/|$)/, home)
    return folder && path.isAbsolute(folder) ? folder : fallback
  } catch {
    return fallback
  }
}

interface Progress {
  readonly guid: string
  readonly state: string
  /** Where it lies; older browsers do not say. */
  readonly filePath?: string
}

export interface DownloadOptions {
  /** Where the browser puts unfinished files; nothing stays here. */
  readonly scratch: string
  readonly folder: string
  saved(file: string): void
  failed(why: string): void
}

/** Saves documents of the core, and nothing else: a download from anywhere else is cancelled at its begin. */
export async function allowDownloads(cdp: Cdp, options: DownloadOptions): Promise<void> {
  rmSync(options.scratch, { recursive: true, force: true })
  mkdirSync(options.scratch, { recursive: true, mode: 0o700 })
  const names = new Map<string, string>()
  cdp.on('Browser.downloadWillBegin', (begun: { guid: string; url: string; suggestedFilename: string }) => {
    if (begun.url.startsWith(`${WINDOW_ORIGIN}/doc/`)) names.set(begun.guid, begun.suggestedFilename)
    else cdp.tell('Browser.cancelDownload', { guid: begun.guid })
  })
  cdp.on('Browser.downloadProgress', ({ guid, state, filePath }: Progress) => {
    if (state === 'inProgress') return
    const name = names.get(guid)
    names.delete(guid)
    const file = filePath ?? path.join(options.scratch, guid)
    try {
      if (name !== undefined && state === 'completed')
        options.saved(saveUnderFreeName(file, options.folder, name))
    } catch (error) {
      options.failed(error instanceof Error ? error.message : String(error))
    } finally {
      rmSync(file, { force: true })
    }
  })
  await cdp.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: options.scratch,
    eventsEnabled: true,
  })
}
