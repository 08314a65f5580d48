import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'

/** Ends of names that only an unfinished write has; swept at start. */
export const TEMPORARY_END = '.part'

/** Makes renames and new names in a folder durable. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // NTFS journals its folders; one cannot be fsynced there
  const fd = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** Makes the folder and those above it, each durable in the one that holds it. */
function makeFolder(folder: string): void {
  const first = fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  const top = path.dirname(first)
  for (let at = path.dirname(folder); at.length >= top.length; at = path.dirname(at)) {
    syncFolder(at)
    if (path.dirname(at) === at) return
  }
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** Gives the finished file its name. A hard link never replaces; where the file system has none, we look first. */
function takeName(temporary: string, target: string, replace: boolean): void {
  if (replace) {
    fs.renameSync(temporary, target)
    return
  }
  try {
    fs.linkSync(temporary, target)
    fs.rmSync(temporary)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!NO_LINKS.includes(code) || fs.existsSync(target)) throw error
    fs.renameSync(temporary, target)
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at, bytes.length - at)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * On disk, whole, when it returns: temporary name beside the target, fsync, rename (or link, to never replace), fsync of
 * the folder. @throws on I/O errors, and when it may not replace and the target is there; nothing is left behind then
 */
export function writeDurably(
  target: string,
  bytes: Uint8Array,
  options: { readonly replace: boolean },
): void {
  const folder = path.dirname(target)
  makeFolder(folder)
  const temporary = `${target}.${randomBytes(6).toString('hex')}${TEMPORARY_END}`
  try {
    writeAll(fs.openSync(temporary, 'wx', 0o600), bytes)
    takeName(temporary, target, options.replace)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(folder)
}
