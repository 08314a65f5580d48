import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  importStandardPack,
  isOlder,
} from '../../../electron/usecases/administration/import-standard-pack.ts'
import { setEmblemPicture, setSealPicture } from '../../../electron/usecases/administration/set-pictures.ts'
import { loadStandard } from '../../../electron/app/standard.ts'
import { emblemOf, packFileOf, setTrustAnchors } from '../../../electron/usecases/common/settings.ts'
import { toBase64 } from '../../../electron/usecases/common/base64.ts'
import { createSignedEnvelopes } from '../../../electron/signing/index.ts'
import { ADMINISTRATOR, aSeal, OFFICE } from '../../builders/records.ts'
import { makeOffice, NOW } from '../signing/support/office.ts'
import { bench, bitmap, codeOf, good, renderer } from './support.ts'

const RESOURCES = path.join(import.meta.dirname, '../../../resources')
const builtin = JSON.parse(fs.readFileSync(path.join(RESOURCES, 'packs/builtin.json'), 'utf8')) as {
  version: string
}
const packOf = (version: string, over: object = {}) =>
  Buffer.from(JSON.stringify({ ...builtin, version, ...over }))

async function administration() {
  const issuer = await makeOffice()
  const ws = { ...(await bench()), envelopes: createSignedEnvelopes(), renderer: renderer() }
  ws.clock.set(NOW)
  ws.db.write(s => setTrustAnchors(s, [toBase64(issuer.pki.root)]))
  const sealed = (pack: Uint8Array, type: 'standard-pack' | 'number-block' = 'standard-pack') =>
    ws.envelopes.seal(pack, type, issuer.key)
  return { ws, sealed, issuer }
}

describe('standard packs', () => {
  it('come in signed and whole, are journalled, and are in force at the next start', async () => {
    const { ws, sealed } = await administration()
    const take = importStandardPack({ ...ws, standard: { ...ws.standard, packVersion: builtin.version } })
    const done = good(take(ADMINISTRATOR, { file: sealed(packOf('99.1.0')) }))
    expect(done.version).toBe('99.1.0')
    expect(ws.db.read(packFileOf)).toBe(done.path)
    const text = Buffer.from(ws.vault.read(done.path)!).toString()
    expect(good(loadStandard(RESOURCES, text)).packVersion).toBe('99.1.0')
    const [line] = ws.db.read(s => s.journal.list({ subject: OFFICE.code, limit: 9 })).slice(-1)
    expect(line).toMatchObject({ action: 'office.standard-pack-imported', actorName: ADMINISTRATOR.name })
    expect(codeOf(take(ADMINISTRATOR, { file: sealed(packOf('99.1.0')) }))).toBe('pack-in-force')
  })

  it('are refused when older, broken, of another type or signer, or altered', async () => {
    const { ws, sealed } = await administration()
    const take = importStandardPack({ ...ws, standard: { ...ws.standard, packVersion: '99.0.0' } })
    const code = (file: Uint8Array) => codeOf(take(ADMINISTRATOR, { file }))
    expect(code(sealed(packOf('98.9.9')))).toBe('pack-older')
    expect(code(sealed(packOf('99.1.0', { kinds: [] })))).toBe('pack-invalid')
    expect(code(sealed(packOf('99.1.0'), 'number-block'))).toBe('envelope-wrong-type')
    expect(code(Buffer.from('{}'))).toBe('envelope-unreadable')
    expect(code(new Uint8Array(16_000_001))).toBe('pack-too-large')
    const stranger = await makeOffice()
    expect(code(ws.envelopes.seal(packOf('99.1.0'), 'standard-pack', stranger.key))).toBe(
      'envelope-signer-untrusted',
    )
    const altered = JSON.parse(Buffer.from(sealed(packOf('99.1.0'))).toString()) as Record<string, string>
    altered['payload'] = packOf('99.1.1').toString('base64')
    expect(code(Buffer.from(JSON.stringify(altered)))).toBe('envelope-signature-invalid')
    expect(ws.db.read(packFileOf)).toBeUndefined()
    const bare = { ...(await bench({ office: false })), envelopes: ws.envelopes }
    expect(codeOf(importStandardPack(bare)(ADMINISTRATOR, { file: sealed(packOf('99.1.0')) }))).toBe(
      'office-not-set-up',
    )
    expect([isOlder('1.2.3', '1.10.0'), isOlder('2.0.0', '1.9.9'), isOlder('1.0.0', '1.0.0')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('pictures of the office', () => {
  it('are kept once they can be drawn', async () => {
    const { ws } = await administration()
    ws.db.write(s => s.seals.insert(aSeal()))
    const png = good(ws.photos.bmpToPng(bitmap(400, 400)))
    const { digest } = good(await setEmblemPicture(ws)(ADMINISTRATOR, { picture: png }))
    expect(ws.db.read(emblemOf)).toBe(digest)
    const seal = good(await setSealPicture(ws)(ADMINISTRATOR, { sealId: 'seal-1', picture: png }))
    expect(ws.db.read(s => s.seals.get('seal-1'))).toEqual({ ...seal, picture: digest })
    const broken = Buffer.from(png)
    broken.fill(0, 60, 400)
    for (const picture of [
      bitmap(),
      broken,
      good(ws.photos.bmpToPng(bitmap(100, 100))),
      new Uint8Array(3_000_000),
    ])
      expect(codeOf(await setEmblemPicture(ws)(ADMINISTRATOR, { picture }))).toBe('picture-unusable')
    expect(codeOf(await setSealPicture(ws)(ADMINISTRATOR, { sealId: 'x', picture: png }))).toBe(
      'seal-unknown',
    )
    ws.db.write(s => s.seals.setState('seal-1', 'destroyed'))
    expect(codeOf(await setSealPicture(ws)(ADMINISTRATOR, { sealId: 'seal-1', picture: png }))).toBe(
      'seal-destroyed',
    )
    const bare = { ...(await bench({ office: false })), renderer: renderer() }
    expect(codeOf(await setEmblemPicture(bare)(ADMINISTRATOR, { picture: png }))).toBe('office-not-set-up')
  })
})
