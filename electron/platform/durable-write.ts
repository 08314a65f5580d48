import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'

/** Ends of names that only an unfinished write has; swept at start. */
export const TEMPORARY_END = '.part'

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // NTFS journals its folders; one cannot be fsynced there
  const fd = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** On disk, whole, when it returns: temporary name beside the target, fsync, rename (or link, to never replace), fsync of the folder. */
export function writeDurably(
  target: string,
  bytes: Uint8Array,
  options: { readonly replace: boolean },
): void {
  const folder = path.dirname(target)
  const made = fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) syncFolder(path.dirname(made))
  const temporary = `${target}.${randomBytes(6).toString('hex')}${TEMPORARY_END}`
  const fd = fs.openSync(temporary, 'wx', 0o600)
  try {
    let at = 0
    while (at < bytes.length) at += fs.writeSync(fd, bytes, at, bytes.length - at)
    fs.fsyncSync(fd)
  } catch (error) {
    fs.closeSync(fd)
    fs.rmSync(temporary, { force: true })
    throw error
  }
  fs.closeSync(fd)
  try {
    if (!options.replace && fs.existsSync(target))
      throw new Error(`will not replace ${path.basename(target)}`)
    fs.renameSync(temporary, target)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(folder)
}
