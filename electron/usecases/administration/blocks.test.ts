import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberAt, type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { ADMINISTRATOR, aBlock, aLicence, OFFICE } from '../../../tests/builders/records.ts'
import { testWorkstation, type TestWorkstation } from '../../../tests/builders/workstation-db.ts'
import { keyEnvelopes } from '../../../tests/fakes/envelopes.ts'
import { setRestoredFrom } from '../common/restored.ts'
import { setOffice, setTrustAnchors } from '../common/settings.ts'
import { sharedNumber } from './block-overlap.ts'
import { importNumberBlock } from './import-number-block.ts'
import { listBlocks } from './list-blocks.ts'

async function workstation() {
  const ws = await testWorkstation()
  const envelopes = keyEnvelopes()
  ws.db.write(stores => {
    setOffice(stores, OFFICE)
    setTrustAnchors(stores, [Buffer.from(envelopes.anchor).toString('base64')])
  })
  const verb = importNumberBlock({ ...ws, envelopes })
  const take = (block: unknown) => verb(ADMINISTRATOR, { file: envelopes.make(block) })
  return { ws, envelopes, verb, take }
}

const count = (ws: TestWorkstation): number => ws.db.read(stores => stores.numbers.blocks().length)

describe('importing a number block', () => {
  it('takes it over with its signer, and journals its bounds', async () => {
    const { ws, take } = await workstation()
    expect(take(aBlock())).toMatchObject({
      ok: true,
      value: { held: false, state: { next: 0, signer: 'the lending store', block: aBlock() } },
    })
    const [entry] = ws.db.read(stores => stores.journal.list({ limit: 5 }))
    expect(entry).toMatchObject({
      action: 'block.imported',
      subjectId: 'B-2026-0001',
      detail: { first: '京网文〔2026〕1034-029号', last: '京网文〔2026〕1083-078号', count: 50 },
    })
  })

  const bad: readonly (readonly [string, object, string])[] = [
    ['lent to another workstation', { workstationId: 'WS-330100-07' }, 'block-other-workstation'],
    ['lent to another office', { issuerCode: '11330000002482130X' }, 'block-other-issuer'],
    ['whose time is over', { validUntil: '2026-03-01' }, 'block-expired'],
    ['of no known form', { template: 'x' }, 'block-unreadable'],
    [
      'that overflows its digits',
      { counters: { national: { from: 9990 }, local: { from: 1 } } },
      'block-overflows',
    ],
    ['with facts of another kind', { selector: { region: '110000' } }, 'block-selector-unfit'],
  ]
  it.each(bad)('refuses one %s', async (_what, over, code) => {
    const { ws, take } = await workstation()
    expect(take({ ...aBlock(), ...over })).toMatchObject({ ok: false, error: { code } })
    expect(count(ws)).toBe(0)
  })

  it('refuses a changed file, a stranger’s signature, and what is no envelope', async () => {
    const { ws, envelopes, verb } = await workstation()
    const file = envelopes.make(aBlock())
    const text = JSON.parse(Buffer.from(file).toString()) as Record<string, string>
    const more = Buffer.from(JSON.stringify(aBlock({ count: 51 }))).toString('base64')
    const changed = Buffer.from(JSON.stringify({ ...text, payload: more }))
    const { privateKey } = generateKeyPairSync('ed25519')
    const code = (bytes: Uint8Array) => {
      const result = verb(ADMINISTRATOR, { file: bytes })
      return result.ok ? 'ok' : result.error.code
    }
    expect(code(changed)).toBe('envelope-signature-invalid')
    expect(code(envelopes.make(aBlock(), privateKey))).toBe('envelope-signer-untrusted')
    expect(code(Buffer.from('hello'))).toBe('envelope-unreadable')
    expect(code(new Uint8Array(1024 * 1024 + 1))).toBe('block-file-too-large')
    expect(count(ws)).toBe(0)
  })

  it('refuses the same block twice, and another one that shares a number', async () => {
    const { ws, take } = await workstation()
    expect(take(aBlock()).ok).toBe(true)
    expect(take(aBlock())).toMatchObject({ error: { code: 'block-imported-already' } })
    const overlapping = aBlock({
      blockId: 'B-2026-0002',
      counters: { national: { from: 1083 }, local: { from: 78 } },
    })
    expect(take(overlapping)).toMatchObject({
      error: { code: 'block-overlaps', data: { blockId: 'B-2026-0001', number: '京网文〔2026〕1083-078号' } },
    })
    const next = aBlock({
      blockId: 'B-2026-0003',
      counters: { national: { from: 1084 }, local: { from: 79 } },
    })
    expect(take(next).ok).toBe(true)
    expect(count(ws)).toBe(2)
  })

  it('refuses one that holds a number of a licence taken over from stock', async () => {
    const { ws, take } = await workstation()
    ws.db.write(stores =>
      stores.licences.insert(
        aLicence({ origin: 'stock', originNote: '旧系统', number: '京网文〔2026〕1040-035号' }),
      ),
    )
    expect(take(aBlock())).toMatchObject({ error: { code: 'block-number-in-use' } })
  })

  it('holds one that was lent before the database came out of a backup', async () => {
    const { ws, take } = await workstation()
    const moment = (text: string) => text as Instant
    ws.db.write(stores =>
      setRestoredFrom(stores, {
        at: moment('2026-03-01T00:00:00.000Z'),
        madeAt: moment('2026-02-20T00:00:00.000Z'),
      }),
    )
    expect(take(aBlock({ lentAt: moment('2026-02-25T00:00:00Z') }))).toMatchObject({
      ok: true,
      value: { held: true },
    })
    const fresh = aBlock({
      blockId: 'B-2026-0009',
      counters: { national: { from: 2000 }, local: { from: 500 } },
      lentAt: moment('2026-03-01T12:00:00Z'),
    })
    expect(take(fresh)).toMatchObject({ ok: true, value: { held: false } })
    expect(listBlocks(ws)(ADMINISTRATOR).map(line => [line.shown, line.nextNumber])).toEqual([
      ['held', null],
      ['usable', '京网文〔2026〕2000-500号'],
    ])
  })

  it('asks for the office first', async () => {
    const ws = await testWorkstation()
    const envelopes = keyEnvelopes()
    const result = importNumberBlock({ ...ws, envelopes })(ADMINISTRATOR, { file: envelopes.make(aBlock()) })
    expect(result).toMatchObject({ ok: false, error: { code: 'office-not-set-up' } })
  })
})

describe('overlap of blocks', () => {
  const serial = (template: string, from: number, size: number): NumberBlock =>
    aBlock({ template, counters: { serial: { from } }, count: size })
  it('is found between different templates too', () => {
    expect(sharedNumber(serial('A{serial:4}', 1000, 50), serial('A10{serial:2}', 40, 20))).toBe('A1040')
    expect(sharedNumber(serial('A{serial:4}', 1000, 50), serial('A11{serial:2}', 0, 20))).toBeUndefined()
    expect(sharedNumber(serial('A{serial:4}', 1, 50), serial('B{serial:4}', 1, 50))).toBeUndefined()
    expect(
      sharedNumber(serial('A{serial:4}', 1, 50), { ...serial('A{serial:4}', 1, 50), kind: 'entertainment' }),
    ).toBeUndefined()
  })
  it('is what comparing every number finds', () => {
    const some = fc.record({
      a: fc.nat(30),
      b: fc.nat(30),
      count: fc.integer({ min: 1, max: 15 }),
      wide: fc.boolean(),
    })
    const make = ({
      a,
      b,
      count: size,
      wide,
    }: {
      a: number
      b: number
      count: number
      wide: boolean
    }): NumberBlock =>
      wide
        ? aBlock({ template: 'X{a:3}-{b:2}', counters: { a: { from: a }, b: { from: b } }, count: size })
        : aBlock({ template: 'X0{a:2}-{b:2}', counters: { a: { from: a }, b: { from: b } }, count: size })
    const all = (block: NumberBlock): readonly string[] =>
      Array.from({ length: block.count }, (_, i) => numberAt(block, i))
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [x, y] = [make(one), make(other)]
        const both = all(x).filter(number => all(y).includes(number))
        const found = sharedNumber(x, y)
        expect(found === undefined ? both.length === 0 : both.includes(found)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the list of blocks', () => {
  it('warns when a fifth, or fewer than twenty, are left, counting what serves the same licences', async () => {
    const { ws } = await workstation()
    const add = (block: NumberBlock, next: number) =>
      ws.db.write(stores => stores.numbers.addBlock({ block, next, importedAt: ws.clock.now(), signer: 's' }))
    const wide = {
      template: '京网文〔2026〕{national:4}-{local:4}号',
      selector: { province: '110000', year: '2026' },
    }
    const one = aBlock({ ...wide, count: 200 })
    add(one, 159)
    const shown = () =>
      listBlocks(ws)(ADMINISTRATOR).map(line => [line.free, line.shown, line.warning?.zh ?? null])
    expect(shown()).toEqual([[41, 'usable', null]])
    ws.db.write(stores => {
      const licence = aLicence({ number: numberAt(one, 159) })
      stores.licences.insert(licence)
      stores.numbers.take({
        blockId: one.blockId,
        index: 159,
        number: licence.number,
        licenceId: licence.id,
        at: ws.clock.now(),
      })
    })
    expect(shown()).toEqual([[40, 'low', '只剩 40 个编号，请尽快领取新号段']])
    add(
      aBlock({
        ...wide,
        blockId: 'B2',
        counters: { national: { from: 5000 }, local: { from: 5000 } },
        count: 100,
      }),
      0,
    )
    expect(shown()).toEqual([
      [40, 'usable', null],
      [100, 'usable', null],
    ])
  })
  it('says when one is dry or over', async () => {
    const { ws } = await workstation()
    ws.db.write(stores => {
      const state = { importedAt: ws.clock.now(), signer: 's' }
      stores.numbers.addBlock({ block: aBlock(), next: 50, ...state })
      stores.numbers.addBlock({
        block: aBlock({ blockId: 'B2', validUntil: '2026-03-01' as CivilDate, kind: 'entertainment' }),
        next: 0,
        ...state,
      })
    })
    const lines = listBlocks(ws)(ADMINISTRATOR)
    expect(lines.map(line => line.shown)).toEqual(['dry', 'expired'])
    expect(lines.every(line => line.warning?.zh.startsWith('没有可用编号'))).toBe(true)
    expect(lines.map(line => line.nextNumber)).toEqual([null, null])
  })
})
