import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type OutsideFiles } from '../ports/file-vault.ts'
import { writeDurably } from './durable-write.ts'

/** Files that the clerk named, anywhere on this machine. */
export const outsideFiles: OutsideFiles = {
  read(file, limitBytes) {
    try {
      const stat = fs.statSync(file)
      return stat.isFile() && stat.size <= limitBytes ? fs.readFileSync(file) : undefined
    } catch {
      return undefined // not there, or not ours to read: the caller says so in words
    }
  },
  write: (file, bytes) => writeDurably(path.resolve(file), bytes, { replace: true }),
  async digest(file) {
    const hash = createHash('sha256')
    let bytes = 0
    try {
      for await (const piece of fs.createReadStream(file, { highWaterMark: 1 << 20 })) {
        hash.update(piece as Buffer)
        bytes += (piece as Buffer).length
      }
    } catch {
      return undefined
    }
    return { sha256: hash.digest('hex'), bytes }
  },
  exists: file => fs.existsSync(file),
}
