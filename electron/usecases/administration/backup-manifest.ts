import { z } from 'zod'
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { fromUtf8, utf8 } from '../../../shared/kernel/bytes.ts'
import { type FileFact } from '../../ports/backup.ts'
import { type Digests } from '../../ports/platform.ts'

/** Written last of all: a folder without it is no backup. */
export const MANIFEST_FILE = 'manifest.json'

/** One line a file, `<sha256>  <path>`, as `sha256sum -c` reads it: anybody can check a backup without this program. */
export const LIST_FILE = 'files.sha256'

const MAX_MANIFEST = 64 * 1024
/** About two million files. */
export const MAX_LIST = 400 * 1024 * 1024

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)
const chain = z.strictObject({ records: count, lastHash: hash })

const MANIFEST = z.strictObject({
  format: z.literal('licence-workstation/backup@1'),
  workstationId: z.string().regex(/^[A-Z0-9-]{8,32}$/),
  madeAt: z.iso.datetime({ precision: 3 }),
  program: z.string().max(80),
  schemaVersion: count,
  counts: z.strictObject({
    licences: count,
    users: count,
    seals: count,
    blocks: count,
    numbersUsed: count,
  }),
  outbox: chain,
  journal: chain,
  files: z.strictObject({ count, bytes: count, listSha256: hash }),
})

export type BackupManifest = z.infer<typeof MANIFEST>

const ENVELOPE = z.strictObject({ manifest: MANIFEST, sha256: hash })

export function writeManifest(manifest: BackupManifest, digests: Digests): Uint8Array {
  const sha256 = digests.sha256(utf8(canonicalJson(manifest as Json)))
  return utf8(`${canonicalJson({ manifest, sha256 } as Json)}\n`)
}

/** The manifest, or undefined when a single byte of it is not as it was written. */
export function readManifest(bytes: Uint8Array, digests: Digests): BackupManifest | undefined {
  if (bytes.length > MAX_MANIFEST) return undefined
  try {
    const { manifest, sha256 } = ENVELOPE.parse(JSON.parse(fromUtf8(bytes)))
    const same = digests.sha256(writeManifest(manifest, digests)) === digests.sha256(bytes)
    return same && digests.sha256(utf8(canonicalJson(manifest as Json))) === sha256 ? manifest : undefined
  } catch {
    return undefined // not JSON, not UTF-8, or not of this form: all the same to the caller
  }
}

export function writeList(files: readonly FileFact[]): Uint8Array {
  const lines = files.map(file => `${file.sha256}  ${file.path}\n`)
  return utf8(lines.sort().join(''))
}

const LINE = /^([0-9a-f]{64}) {2}([^\0\r\n\\:]{1,1024})$/
const SAFE = (path: string): boolean =>
  path.split('/').every(part => part !== '' && part !== '.' && part !== '..')

/** Path → SHA-256; undefined when it is not such a list. Paths cannot leave the folder. */
export function readList(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  if (bytes.length > MAX_LIST) return undefined
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return undefined
  }
  if (text !== '' && !text.endsWith('\n')) return undefined
  const found = new Map<string, string>()
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sha256, path] = LINE.exec(line) ?? []
    if (sha256 === undefined || path === undefined || !SAFE(path) || found.has(path)) return undefined
    found.set(path, sha256)
  }
  return found
}
