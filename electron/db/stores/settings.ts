import { createHash } from 'node:crypto'
import { type BlobStore, type SettingsStore } from '../../ports/stores/settings.ts'
import { DamagedRowError, jsonOf, rowReader, toJson } from './row.ts'
import { type Session } from './session.ts'

const settingRow = rowReader('setting')

export function settingsStore(session: Session): SettingsStore {
  return {
    get(key) {
      const row = session.get('SELECT value FROM setting WHERE key = ?', [key])
      return row && jsonOf('setting', 'value', settingRow.text(row, 'value'))
    },
    set(key, value) {
      session.run(
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        [key, toJson(value)],
      )
    },
  }
}

/** Photos and seal pictures are far smaller; anything larger belongs into the file vault. */
export const LARGEST_BLOB = 16 * 1024 * 1024

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

export function blobStore(session: Session): BlobStore {
  return {
    put(bytes) {
      if (bytes.length > LARGEST_BLOB) throw new RangeError(`a blob holds at most ${LARGEST_BLOB} bytes`)
      const digest = digestOf(bytes)
      session.run('INSERT INTO blob (digest, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', [digest, bytes])
      return digest
    },
    get(digest) {
      const row = session.get('SELECT bytes FROM blob WHERE digest = ?', [digest])
      if (!row) return undefined
      const bytes = row['bytes']
      if (!(bytes instanceof Uint8Array) || digestOf(bytes) !== digest)
        throw new DamagedRowError('blob', 'bytes', `do not have the digest ${digest}`)
      return bytes
    },
  }
}
