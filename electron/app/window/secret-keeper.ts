import fs from 'node:fs'
import path from 'node:path'
import { createKeyring, type Keyring } from '../../platform/keyring.ts'
import { writeDurably } from '../../platform/durable-write.ts'
import { type HostServices } from './host-services.ts'

const KEYRING_FILE = 'keyring.json'
const HOST_FILE = 'host-secret.json'
const MAX_FILE = 16 * 1024

/** The office's secret as this machine keeps it: in the host's own store where there is one, and under each password. */
export interface SecretKeeper {
  readonly keyring: Keyring
  /** Undefined where the host has no store, or keeps nothing for these data. */
  fromHost(): Promise<string | undefined>
  toHost(secret: string): Promise<void>
}

export function createSecretKeeper(dataDir: string, secrets: HostServices['secrets']): SecretKeeper {
  const file = path.join(dataDir, HOST_FILE)
  return {
    keyring: createKeyring(path.join(dataDir, KEYRING_FILE)),
    async fromHost() {
      if (!secrets) return undefined
      try {
        if (fs.statSync(file).size > MAX_FILE) return undefined
        const kept: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
        const sealed = (kept as { sealed?: unknown }).sealed
        return typeof sealed === 'string' ? await secrets.open(sealed) : undefined
      } catch {
        return undefined // another machine, another user, or no file: signing in opens the data then
      }
    },
    async toHost(secret) {
      if (!secrets) return
      const text = JSON.stringify({
        format: 'licence-workstation/host-secret@1',
        sealed: await secrets.seal(secret),
      })
      writeDurably(file, Buffer.from(`${text}\n`), { replace: true })
    },
  }
}
