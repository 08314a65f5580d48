import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type DownloadItem, type Session } from 'electron'
import { saveUnderFreeName } from '../../app/window/saved-file.ts'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'

export interface DownloadOptions {
  /** Where unfinished files lie; nothing stays here. */
  readonly scratch: string
  readonly folder: string
  saved(file: string): void
  failed(why: string): void
}

/** Saves documents of the core, and nothing else: under a free name, so that nothing is overwritten. */
export function allowDownloads(session: Session, options: DownloadOptions): void {
  rmSync(options.scratch, { recursive: true, force: true })
  mkdirSync(options.scratch, { recursive: true, mode: 0o700 })
  let last = 0
  session.on('will-download', (event, item: DownloadItem) => {
    if (!item.getURL().startsWith(`${WINDOW_ORIGIN}/doc/`)) return event.preventDefault()
    const file = path.join(options.scratch, String(++last))
    const name = item.getFilename()
    item.setSavePath(file)
    item.once('done', (_done, state) => {
      try {
        if (state === 'completed') options.saved(saveUnderFreeName(file, options.folder, name))
        else options.failed(`${name}: ${state}`)
      } catch (error) {
        options.failed(error instanceof Error ? error.message : String(error))
      } finally {
        rmSync(file, { force: true })
      }
    })
  })
}
