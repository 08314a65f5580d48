import fs from 'node:fs'
import path from 'node:path'
import { type FileVault } from '../ports/file-vault.ts'
import { writeDurably } from './durable-write.ts'

function* walk(folder: string): Iterable<string> {
  let entries: fs.Dirent[]
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  for (const entry of entries) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(full)
    else if (entry.isFile()) yield full
  }
}

/** The data folder on the local disk. */
export function createVault(root: string): FileVault {
  const base = path.resolve(root)
  const absolute = (relative: string): string => {
    const full = path.resolve(base, relative)
    if (full !== base && !full.startsWith(base + path.sep)) throw new Error('path leaves the data folder')
    return full
  }
  return {
    absolute,
    put: (relative, bytes) => writeDurably(absolute(relative), bytes, { replace: false }),
    read(relative) {
      try {
        return fs.readFileSync(absolute(relative))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: relative => fs.rmSync(absolute(relative), { force: true }),
    *list(folder) {
      for (const full of walk(absolute(folder))) yield path.relative(base, full).split(path.sep).join('/')
    },
  }
}
