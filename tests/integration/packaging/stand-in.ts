import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Chromium's mark in Electron's program, behind which its fuses lie: version 1, nine of them, as Electron ships them. */
export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const AS_SHIPPED = '\x01\x09010101011'

/** A folder that looks like Electron's to the packer: its program is a script with the fuses' mark in it. */
export function standInElectron(folder: string, version: string): string {
  mkdirSync(path.join(folder, 'locales'), { recursive: true })
  mkdirSync(path.join(folder, 'resources'))
  const put = (name: string, text: string): void =>
    writeFileSync(path.join(folder, name), text, { encoding: 'latin1', mode: 0o755 })
  put('electron', `#!/bin/sh\nexit 0\n# ${SENTINEL}${AS_SHIPPED}\n`)
  put('version', version)
  put('LICENSE', 'MIT')
  put('LICENSES.chromium.html', '<title>licences</title>')
  put('locales/zh-CN.pak', '')
  put('chrome-sandbox', '#!/bin/sh\n')
  put('chrome_crashpad_handler', '#!/bin/sh\n')
  return folder
}
