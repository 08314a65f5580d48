import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { type FileDraft } from '../ports/file-vault.ts'

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

const temporaryFor = (target: string): string => `${target}.${randomBytes(6).toString('hex')}${TEMPORARY_END}`

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
  const temporary = temporaryFor(target)
  try {
    writeAll(fs.openSync(temporary, 'wx', 0o600), bytes)
    takeName(temporary, target, options.replace)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(folder)
}

const syncAside = (fd: number): Promise<void> =>
  new Promise((resolve, reject) => fs.fsync(fd, error => (error ? reject(error) : resolve())))

/** Only the disk is waited for aside: handing over the bytes takes less than a change of threads. */
async function writeAside(fd: number, bytes: Uint8Array): Promise<void> {
  try {
    for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at, bytes.length - at)
    await syncAside(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** The two halves of `writeDurably`, the first (the long one) off the thread; what is there is never replaced. */
export async function draftDurably(target: string, bytes: Uint8Array): Promise<FileDraft> {
  const folder = path.dirname(target)
  makeFolder(folder)
  const temporary = temporaryFor(target)
  const discard = (): void => fs.rmSync(temporary, { force: true })
  try {
    await writeAside(fs.openSync(temporary, 'wx', 0o600), bytes)
  } catch (error) {
    discard()
    throw error
  }
  return {
    discard,
    settle() {
      takeName(temporary, target, false)
      syncFolder(folder)
    },
  }
}
