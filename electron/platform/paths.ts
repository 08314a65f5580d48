import fs from 'node:fs'
import path from 'node:path'

/** The absolute path of something in a folder. @throws when it would lie outside */
export function insideOf(base: string, relative: string): string {
  const full = path.resolve(base, relative)
  const edge = base.endsWith(path.sep) ? base : base + path.sep
  if (full !== base && !full.startsWith(edge)) throw new Error('path leaves its folder')
  return full
}

/** All regular files below a folder, absolute; nothing when there is no such folder. Links are not followed. */
export function* walkFiles(folder: string): Iterable<string> {
  let entries: fs.Dirent[]
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  for (const entry of entries) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walkFiles(full)
    else if (entry.isFile()) yield full
  }
}
