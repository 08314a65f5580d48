import { createHash, getHashes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { type FilePiece, type PutOutcome, type Shelf, type WholeFile } from '../ports/shelf.ts'
import { createTurns } from './turns.ts'

/** Unfinished files that one workstation may have lying here; the oldest makes room. Our default. */
const MAX_PARTS = 64

const HAS_SM3 = getHashes().includes('sm3')

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes(String((error as { code?: unknown }).code))

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await fs.stat(file)).size
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // NTFS journals its folders; one cannot be fsynced there
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes room for one more unfinished file, and its folder. */
async function makeRoom(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  const names = await fs.readdir(folder)
  if (names.length < MAX_PARTS) return
  const ages = await Promise.all(
    names.map(async name => ({
      name,
      at: (await fs.stat(path.join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  )
  const oldest = ages.toSorted((a, b) => a.at - b.at)[0]
  if (oldest) await fs.rm(path.join(folder, oldest.name), { force: true })
}

async function writePiece(file: string, { bytes, offset }: FilePiece): Promise<void> {
  const handle = await fs.open(file, offset === 0 ? 'w' : 'r+', 0o600)
  try {
    for (let at = 0; at < bytes.length;)
      at += (await handle.write(bytes, at, bytes.length - at, offset + at)).bytesWritten
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function digestsOf(file: string): Promise<WholeFile> {
  const sha256 = createHash('sha256')
  const sm3 = HAS_SM3 ? createHash('sm3') : null
  let bytes = 0
  const handle = await fs.open(file, 'r')
  try {
    for await (const piece of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
      sha256.update(piece as Buffer)
      sm3?.update(piece as Buffer)
      bytes += (piece as Buffer).length
    }
  } finally {
    await handle.close()
  }
  return { sha256: sha256.digest('hex'), sm3: sm3?.digest('hex') ?? null, bytes }
}

/** Names are digests and ids, never what a request calls a path. @throws on anything else */
function placesIn(home: string) {
  const isName = { sha256: /^[0-9a-f]{64}$/, workstationId: /^[A-Z0-9-]{8,32}$/ }
  return {
    whole: (sha256: string): string =>
      path.join(home, 'whole', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    part(workstationId: string, sha256: string): string {
      if (!isName.sha256.test(sha256) || !isName.workstationId.test(workstationId))
        throw new Error('not a digest of a workstation’s file')
      return path.join(home, 'parts', workstationId, sha256)
    },
  }
}

/** Gives the finished file its place. Another one that is there already has the same bytes. */
async function settle(part: string, target: string): Promise<void> {
  const folder = path.dirname(target)
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  await fs.rename(part, target)
  for (const place of [folder, path.dirname(folder), path.dirname(path.dirname(folder))])
    await syncFolder(place)
}

/** Judges what has come; a process beside this one may have taken the same file away as whole. */
async function finish(part: string, target: string, sha256: string): Promise<PutOutcome> {
  try {
    const file = await digestsOf(part)
    if (file.sha256 !== sha256) {
      await fs.rm(part, { force: true })
      return { state: 'wrong' }
    }
    await settle(part, target)
    return { state: 'whole', file }
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || (await sizeOf(target)) === undefined) throw error
    return { state: 'whole', file: await digestsOf(target) }
  }
}

async function put(part: string, target: string, piece: FilePiece): Promise<PutOutcome> {
  const { sha256, offset, total, bytes } = piece
  // Whole on the shelf, yet nobody wrote it down: the process was killed between the two.
  if ((await sizeOf(target)) === total) return { state: 'whole', file: await digestsOf(target) }
  const have = (await sizeOf(part)) ?? 0
  if (offset !== have || offset + bytes.length > total) return { state: 'elsewhere', have }
  if (offset === 0) await makeRoom(path.dirname(part))
  await writePiece(part, piece)
  if (offset + bytes.length < total) return { state: 'part', have: offset + bytes.length }
  return finish(part, target, sha256)
}

/** Files in a folder: `whole/ab/cd/<sha256>`, unfinished ones in `parts/<workstation>/<sha256>`. */
export function createFolderShelf(home: string): Shelf {
  const turns = createTurns()
  const places = placesIn(home)
  return {
    have: async (workstationId, sha256) => (await sizeOf(places.part(workstationId, sha256))) ?? 0,
    put(piece) {
      const part = places.part(piece.workstationId, piece.sha256)
      return turns.take(part, () => put(part, places.whole(piece.sha256), piece))
    },
  }
}
