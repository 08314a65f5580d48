import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDemoPki, createPkcs12Provider } from '../../signing/index.ts'
import { type DemoPki } from '../../ports/demo-pki.ts'
import { type KeyProvider } from '../../ports/seal-keys.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { ADMINISTRATOR, aSeal } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { fromBase64, toBase64 } from '../common/base64.ts'
import { importSeal, type ImportSealInput } from './import-seal.ts'
import { keyUsageOf } from './key-usage.ts'
import { listSeals } from './list-seals.ts'
import { sealUseLog } from './seal-use-log.ts'
import { setSealState } from './set-seal-state.ts'

const PIN = 'pin-1234'
const NAME = '文化和旅游市场电子证照专用章'
let pki: DemoPki

beforeAll(async () => {
  pki = await createDemoPki().make({
    officeName: '北京市文化和旅游局',
    pin: PIN,
    now: '2026-03-01T00:00:00.000Z' as Instant,
    keyType: 'p256',
    subjects: { one: NAME, two: '文化和旅游部行政许可专用章' },
  })
})

async function workstation(keys: KeyProvider = createPkcs12Provider()) {
  const ws = await testWorkstation()
  const take = (over: Partial<ImportSealInput> = {}) =>
    importSeal({ ...ws, keys })(ADMINISTRATOR, {
      name: NAME,
      purpose: 'electronic-licence',
      container: pki.containers['one']!,
      pin: PIN,
      ...over,
    })
  return { ws, take }
}

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex')

describe('importing a seal', () => {
  it('keeps the container as it came, and journals whose it is but no PIN', async () => {
    const { ws, take } = await workstation()
    const result = take({ picture: PNG })
    if (!result.ok) throw new Error(result.error.code)
    const seal = result.value
    expect(ws.vault.read(seal.containerPath)).toEqual(Buffer.from(pki.containers['one']!))
    const certificate = new X509Certificate(Buffer.from(seal.certificate, 'base64'))
    expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(seal.fingerprint)
    expect(ws.db.read(stores => stores.blobs.get(seal.picture!))).toHaveLength(10)
    const journal = JSON.stringify(ws.db.read(stores => stores.journal.list({ limit: 10 })))
    expect(journal).toContain(seal.fingerprint)
    expect(journal).not.toContain(PIN)
  })

  it.each([
    ['a wrong PIN', { pin: 'wrong' }, 'pin-wrong'],
    ['a file of another kind', { container: Buffer.from('hello') }, 'container-unreadable'],
    ['an endless file', { container: new Uint8Array(1024 * 1024 + 1) }, 'container-too-large'],
    ['no name', { name: ' ' }, 'seal-name-invalid'],
    ['a picture that is no PNG', { picture: Buffer.from('GIF89a....') }, 'picture-unreadable'],
  ])('refuses %s and keeps nothing', async (_what, over, code) => {
    const { ws, take } = await workstation()
    expect(take(over)).toMatchObject({ ok: false, error: { code } })
    expect([...ws.vault.list('seals')]).toEqual([])
    expect(ws.db.read(stores => stores.seals.list())).toEqual([])
  })

  it('refuses a certificate that has expired, or is not valid yet, by its day', async () => {
    const { ws, take } = await workstation()
    ws.clock.set('2040-01-01T00:00:00.000Z')
    const expired = take()
    expect(expired).toMatchObject({ ok: false, error: { code: 'seal-expired' } })
    expect(expired.ok ? '' : expired.error.text.zh).toMatch(/2029年\d+月\d+日/)
    ws.clock.set('2020-01-01T00:00:00.000Z')
    expect(take()).toMatchObject({ ok: false, error: { code: 'seal-not-yet-valid' } })
  })

  it('refuses a certificate that is not for signatures', async () => {
    const provider = createPkcs12Provider()
    const keys: KeyProvider = {
      ...provider,
      inspect(container, pin) {
        const read = provider.inspect(container, pin)
        return read.ok
          ? { ok: true, value: { ...read.value, certificate: forEncryption(read.value.certificate) } }
          : read
      },
    }
    const { take } = await workstation(keys)
    expect(take()).toMatchObject({ ok: false, error: { code: 'seal-cannot-sign' } })
  })

  it('refuses the same certificate twice, until the first is destroyed', async () => {
    const { ws, take } = await workstation()
    const first = take()
    if (!first.ok) throw new Error(first.error.code)
    expect(take()).toMatchObject({ ok: false, error: { code: 'seal-exists' } })
    setSealState(ws)(ADMINISTRATOR, { sealId: first.value.id, state: 'destroyed', reason: '更换' })
    expect(take().ok).toBe(true)
  })

  it('leaves no key behind when the database fails', async () => {
    const { ws } = await workstation()
    const failing = {
      ...ws,
      keys: createPkcs12Provider(),
      db: {
        ...ws.db,
        write: () => {
          throw new Error('disk')
        },
      },
    }
    const input = {
      name: NAME,
      purpose: 'electronic-licence',
      container: pki.containers['one']!,
      pin: PIN,
    } as const
    expect(() => importSeal(failing)(ADMINISTRATOR, input)).toThrow('disk')
    expect([...ws.vault.list('seals')]).toEqual([])
  })
})

/** The same certificate with keyEncipherment only, as encryption certificates have it. */
function forEncryption(der: Uint8Array): Uint8Array {
  const changed = Buffer.from(der)
  const at = changed.indexOf(Buffer.from('0603551d0f', 'hex'))
  const bits = changed.indexOf(Buffer.from('0302', 'hex'), at)
  expect(at).toBeGreaterThan(0)
  changed[bits + 3] = 0x20
  return changed
}

describe('key usage', () => {
  it('is read from real certificates', () => {
    const read = createPkcs12Provider().inspect(pki.containers['one']!, PIN)
    if (!read.ok) throw new Error(read.error.code)
    expect(keyUsageOf(read.value.certificate)).toMatchObject({ digitalSignature: true })
    expect(keyUsageOf(pki.root)).toMatchObject({ digitalSignature: false })
    expect(keyUsageOf(forEncryption(read.value.certificate))).toEqual({
      digitalSignature: false,
      contentCommitment: false,
    })
  })
  it('never throws, whatever the bytes', () => {
    const read = createPkcs12Provider().inspect(pki.containers['one']!, PIN)
    const good = read.ok ? read.value.certificate : new Uint8Array()
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, cut) => {
        const bad = Buffer.from(good)
        bad[at] = value
        keyUsageOf(bad)
        expect(cut === good.length || keyUsageOf(good.subarray(0, cut))).toBe(
          cut === good.length || 'unreadable',
        )
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), der => void keyUsageOf(der)))
  })
})

describe('seals', () => {
  it('are listed with the days they have left, and warned of in time', async () => {
    const ws = await testWorkstation()
    ws.db.write(stores => {
      stores.seals.insert(aSeal({ id: 'good' }))
      stores.seals.insert(
        aSeal({ id: 'soon', fingerprint: 'b'.repeat(64), notAfter: '2026-04-01T00:00:00.000Z' as Instant }),
      )
      stores.seals.insert(
        aSeal({ id: 'over', fingerprint: 'c'.repeat(64), notAfter: '2026-03-01T00:00:00.000Z' as Instant }),
      )
      stores.seals.insert(
        aSeal({ id: 'later', fingerprint: 'd'.repeat(64), notBefore: '2026-05-01T00:00:00.000Z' as Instant }),
      )
      stores.seals.insert(aSeal({ id: 'off', fingerprint: 'e'.repeat(64), state: 'suspended' }))
    })
    const lines = listSeals(ws)(ADMINISTRATOR)
    const shown = Object.fromEntries(
      lines.map(line => [line.id, [line.shown, line.daysLeft, line.warning !== null]]),
    )
    expect(shown).toEqual({
      good: ['active', 1036, false],
      soon: ['active', 30, true],
      over: ['expired', -1, true],
      later: ['not-yet-valid', 1036, true],
      off: ['suspended', 1036, false],
    })
    expect(JSON.stringify(lines)).not.toContain('.p12')
  })

  it('are suspended and taken up again with a reason, and destroyed for good', async () => {
    const { ws, take } = await workstation()
    const taken = take()
    if (!taken.ok) throw new Error(taken.error.code)
    const set = (state: 'active' | 'suspended' | 'destroyed', reason = '例行') =>
      setSealState(ws)(ADMINISTRATOR, { sealId: taken.value.id, state, reason })
    expect(set('suspended', ' ')).toMatchObject({ error: { code: 'reason-missing' } })
    expect(set('suspended').ok).toBe(true)
    expect(set('active').ok).toBe(true)
    expect(ws.vault.read(taken.value.containerPath)).toBeDefined()
    expect(set('destroyed').ok).toBe(true)
    expect(ws.vault.read(taken.value.containerPath)).toBeUndefined()
    expect(set('active')).toMatchObject({ error: { code: 'seal-destroyed' } })
    expect(setSealState(ws)(ADMINISTRATOR, { sealId: 'x', state: 'active', reason: 'y' })).toMatchObject({
      error: { code: 'seal-unknown' },
    })
    const actions = ws.db.read(stores => stores.journal.list({ limit: 10 })).map(entry => entry.action)
    expect(actions).toEqual(['seal.imported', 'seal.suspended', 'seal.activated', 'seal.destroyed'])
  })

  it('tell of their uses, a page at a time', async () => {
    const { workstationWithLicence } = await import('../../../tests/builders/issued.ts')
    const ws = await workstationWithLicence()
    const licenceId = ws.db.read(stores =>
      stores.licences.byNumber('network-culture', '京网文〔2026〕1034-029号'),
    )[0]!.id
    ws.db.write(stores => {
      for (let i = 0; i < 5; i++)
        stores.seals.recordUse({
          sealId: 'seal-1',
          licenceId,
          identifier: `id-${i}`,
          documentDigest: 'd'.repeat(64),
          at: ws.clock.now(),
          byUserId: 'u',
          byName: '乙',
        })
    })
    const first = sealUseLog(ws)(ADMINISTRATOR, { limit: 3 })
    expect(first.map(use => use.seq)).toEqual([1, 2, 3])
    expect(
      sealUseLog(ws)(ADMINISTRATOR, { limit: 100_000, afterSeq: 3, sealId: 'seal-1' }).map(use => use.seq),
    ).toEqual([4, 5])
    expect(sealUseLog(ws)(ADMINISTRATOR, { limit: -1 })).toHaveLength(1)
    expect(fs.existsSync(path.join(ws.folder, 'seals'))).toBe(true)
  })
})

describe('base64', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), data => {
        expect(toBase64(data)).toBe(Buffer.from(data).toString('base64'))
        expect(fromBase64(toBase64(data))).toEqual(data)
      }),
    )
    for (const bad of ['A', 'AA', 'AAA', 'AB==', 'A===', 'AA=A', 'AAAA\n', 'AA-_'])
      expect(fromBase64(bad)).toBeUndefined()
  })
})
