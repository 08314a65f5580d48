import { constants, copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type WindowEvent } from '../../../shared/contract/events.ts'

/** Characters that some system's file names do not take. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}]/gu

/** Puts the file there under its name, or under the first free `name (n)`: nothing is ever overwritten. */
export function saveUnderFreeName(from: string, folder: string, wanted: string): string {
  mkdirSync(folder, { recursive: true })
  const clean = path.basename(wanted.replace(UNSAFE, '_')).replace(/^\.+/, '').slice(0, 120) || 'document'
  const { name, ext } = path.parse(clean)
  for (let n = 0; n < 1000; n++) {
    const target = path.join(folder, n === 0 ? clean : `${name} (${n})${ext}`)
    try {
      copyFileSync(from, target, constants.COPYFILE_EXCL)
      return target
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error(`no free name for ${clean}`)
}

/** Tells the page where the document lies now, as the host tells any event. */
export const savedEvent = (file: string): string =>
  JSON.stringify({
    name: 'document.saved',
    detail: { fileName: path.basename(file), folder: path.dirname(file) },
  } satisfies WindowEvent)
