import fs from 'node:fs'
import path from 'node:path'
import { type FileVault } from '../ports/file-vault.ts'
import { draftDurably, writeDurably } from './durable-write.ts'
import { insideOf, walkFiles } from './paths.ts'

/** The data folder on the local disk. */
export function createVault(root: string): FileVault {
  const base = path.resolve(root)
  const absolute = (relative: string): string => insideOf(base, relative)
  return {
    absolute,
    put: (relative, bytes) => writeDurably(absolute(relative), bytes, { replace: false }),
    draft: (relative, bytes) => draftDurably(absolute(relative), bytes),
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
      for (const full of walkFiles(absolute(folder)))
        yield path.relative(base, full).split(path.sep).join('/')
    },
  }
}
