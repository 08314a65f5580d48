import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { type FileFact, type FolderDraft, type Folders } from '../ports/backup.ts'
import { syncFolder, TEMPORARY_END, writeDurably } from './durable-write.ts'
import { insideOf, walkFiles } from './paths.ts'

const PIECE = 1 << 20

/** Reads a file in pieces, hands each to `sink`, and says what was read. */
async function readThrough(
  source: string,
  name: string,
  sink: (piece: Uint8Array) => Promise<void>,
): Promise<FileFact> {
  const hash = createHash('sha256')
  const handle = await open(source, 'r')
  const buffer = Buffer.allocUnsafe(PIECE)
  let bytes = 0
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE)
      if (bytesRead === 0) break
      const piece = buffer.subarray(0, bytesRead)
      hash.update(piece)
      bytes += bytesRead
      await sink(piece)
    }
  } finally {
    await handle.close()
  }
  return { path: name, sha256: hash.digest('hex'), bytes }
}

async function copyFile(source: string, target: string, name: string): Promise<FileFact> {
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  const handle = await open(target, 'wx', 0o600)
  try {
    const fact = await readThrough(source, name, async piece => {
      for (let at = 0; at < piece.length;) at += (await handle.write(piece, at)).bytesWritten
    })
    await handle.sync()
    return fact
  } finally {
    await handle.close()
  }
}

function syncTree(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) syncTree(path.join(folder, entry.name))
  }
  syncFolder(folder)
}

function isEmpty(folder: string): boolean {
  try {
    return fs.readdirSync(folder).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw error
  }
}

function draftOf(target: string): FolderDraft {
  const place = path.dirname(target)
  fs.mkdirSync(place, { recursive: true, mode: 0o700 })
  const draft = `${target}.${randomBytes(6).toString('hex')}${TEMPORARY_END}`
  fs.mkdirSync(draft, { mode: 0o700 })
  return {
    absolute(relative) {
      const full = insideOf(draft, relative)
      fs.mkdirSync(path.dirname(full), { recursive: true, mode: 0o700 })
      return full
    },
    copy: (source, relative) => copyFile(source, insideOf(draft, relative), relative),
    async settle(relative) {
      const full = insideOf(draft, relative)
      const handle = await open(full, 'r+')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
      return readThrough(full, relative, () => Promise.resolve())
    },
    write: (relative, bytes) => writeDurably(insideOf(draft, relative), bytes, { replace: false }),
    finish() {
      if (!isEmpty(target)) throw new Error('the target folder is not empty')
      syncTree(draft)
      fs.rmSync(target, { recursive: true, force: true }) // empty: Windows does not rename onto it
      fs.renameSync(draft, target)
      syncFolder(place)
    },
    abandon: () => fs.rmSync(draft, { recursive: true, force: true }),
  }
}

function foldersIn(place: string): readonly string[] {
  try {
    return fs
      .readdirSync(place, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

/** Folders on any disk of this machine. */
export const folders: Folders = {
  begin(target) {
    const full = path.resolve(target)
    if (!isEmpty(full)) throw new Error('the target folder is not empty')
    return draftOf(full)
  },
  finished: place => foldersIn(place).filter(name => !name.endsWith(TEMPORARY_END)),
  unfinished: place => foldersIn(place).filter(name => name.endsWith(TEMPORARY_END)),
  *files(folder) {
    const base = path.resolve(folder)
    for (const full of walkFiles(base)) yield path.relative(base, full).split(path.sep).join('/')
  },
  isEmpty,
  remove(folder) {
    if (!fs.existsSync(folder)) return
    const doomed = folder.endsWith(TEMPORARY_END)
      ? folder
      : `${folder}.${randomBytes(6).toString('hex')}${TEMPORARY_END}`
    if (doomed !== folder) {
      fs.renameSync(folder, doomed)
      syncFolder(path.dirname(doomed))
    }
    fs.rmSync(doomed, { recursive: true, force: true })
  },
  join: (folder, relative) => insideOf(path.resolve(folder), relative),
  isInside(inner, outer) {
    const relative = path.relative(path.resolve(outer), path.resolve(inner))
    return (
      relative === '' ||
      (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative))
    )
  },
}
