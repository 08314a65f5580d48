import { type Json } from '../../../shared/kernel/canonical-json.ts'

export interface SettingsStore {
  get(key: string): Json | undefined
  set(key: string, value: Json): void
}

/** Small binary things kept inside the sealed database: photos, seal pictures. Named by `sha256:<hex>`. */
export interface BlobStore {
  put(bytes: Uint8Array): string
  get(digest: string): Uint8Array | undefined
}
