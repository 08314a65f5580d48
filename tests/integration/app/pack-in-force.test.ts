import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDataFolder, openWorkstation } from '../../../electron/app/workstation.ts'
import { setPackFile } from '../../../electron/usecases/common/settings.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'

const resources = path.resolve(import.meta.dirname, '../../../resources')
const builtin = JSON.parse(fs.readFileSync(path.join(resources, 'packs/builtin.json'), 'utf8')) as object

/** A data folder whose office has put a pack of its own in force. */
async function officeWithPack() {
  const dataDir = path.join(temporaryFolder(), 'office')
  const options = { dataDir, resources, secret: '口令-of-the-office' }
  const bytes = Buffer.from(JSON.stringify({ ...builtin, version: '1.4.2' }))
  const file = `packs/1.4.2-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.json`
  const made = await createDataFolder({
    ...options,
    prepare: async adapters => {
      adapters.vault.put(file, bytes)
      adapters.db.write(stores => setPackFile(stores, file))
    },
  })
  mustBeOk(made, 'office').close()
  return { options, file: path.join(dataDir, file) }
}

const codeOfOpening = async (options: Parameters<typeof openWorkstation>[0]): Promise<string> => {
  const opened = await openWorkstation(options)
  if (!opened.ok) return opened.error.code
  opened.value.close()
  return 'opened'
}

describe('the standard pack in force', () => {
  it("is the office's own from the next start on", async () => {
    const { options } = await officeWithPack()
    const opened = mustBeOk(await openWorkstation(options), 'office')
    expect(opened.standard.packVersion).toBe('1.4.2')
    opened.close()
  })

  it('is never taken from a file that was changed or is gone', async () => {
    const { options, file } = await officeWithPack()
    const text = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(file, text.replace('ecert.example', 'ecert.elsewhere'))
    expect(await codeOfOpening(options)).toBe('pack-changed')
    fs.rmSync(file)
    expect(await codeOfOpening(options)).toBe('pack-changed')
    fs.writeFileSync(file, text)
    expect(await codeOfOpening(options)).toBe('opened')
  })
})
