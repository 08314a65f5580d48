import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>
  readonly size?: number
  readonly offset?: string
  readonly integrity?: {
    readonly algorithm: string
    readonly hash: string
    readonly blockSize: number
    readonly blocks: readonly string[]
  }
  readonly unpacked?: boolean
}

export interface PackedFile {
  readonly name: string
  readonly bytes: Buffer
  /** What the archive says of its content, against what the content says. */
  readonly whole: boolean
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function isWhole(bytes: Buffer, integrity: Entry['integrity']): boolean {
  if (integrity?.algorithm !== 'SHA256' || integrity.hash !== sha256(bytes)) return false
  const blocks: string[] = []
  for (let at = 0; at === 0 || at < bytes.length; at += integrity.blockSize)
    blocks.push(sha256(bytes.subarray(at, at + integrity.blockSize)))
  return JSON.stringify(blocks) === JSON.stringify(integrity.blocks)
}

/** Every file of an asar archive, read by its published form: a pickled JSON header, then the files' bytes. */
export function readAsar(file: string): readonly PackedFile[] {
  const archive = readFileSync(file)
  const headerSize = archive.readUInt32LE(4)
  const jsonLength = archive.readUInt32LE(12)
  const header = JSON.parse(archive.subarray(16, 16 + jsonLength).toString('utf8')) as Entry
  const base = 8 + headerSize
  const found: PackedFile[] = []
  const walk = (entry: Entry, name: string): void => {
    for (const [part, inner] of Object.entries(entry.files ?? {}))
      walk(inner, name === '' ? part : `${name}/${part}`)
    if (entry.files || entry.offset === undefined || entry.size === undefined) return
    const from = base + Number(entry.offset)
    const bytes = archive.subarray(from, from + entry.size)
    found.push({ name, bytes, whole: isWhole(bytes, entry.integrity) })
  }
  walk(header, '')
  return found
}
