import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'

/** Makes new names in a folder durable. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // NTFS journals its folders; one cannot be fsynced there
  const fd = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** On disk, whole, when it returns: written beside, fsynced, renamed into place. Only the owner can read it. */
export function writeDurably(target: string, text: string): void {
  const beside = `${target}.${randomBytes(6).toString('hex')}.part`
  const fd = fs.openSync(beside, 'wx', 0o600)
  try {
    fs.writeFileSync(fd, text)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
  fs.renameSync(beside, target)
  syncFolder(path.dirname(target))
}
