import { expect, it } from 'vitest'
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { ADMINISTRATOR, aBlock, OFFICE } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { createDemoPki, createPkcs12Provider, createSignedEnvelopes } from '../../signing/index.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { importNumberBlock } from './import-number-block.ts'
import { setUpOffice } from './set-up-office.ts'

const make = (office: string) =>
  createDemoPki().make({
    officeName: office,
    pin: 'pin-1234',
    now: '2026-03-01T00:00:00.000Z' as Instant,
    keyType: 'p256',
    subjects: { store: '全国证照库' },
  })

it('a block in a real envelope comes in under the office’s root, and under no other', async () => {
  const ws = await testWorkstation()
  const [ours, strange] = await Promise.all([make('北京市文化和旅游局'), make('别处')])
  const envelopes = createSignedEnvelopes()
  setUpOffice(ws)(SYSTEM_ACTOR, { office: OFFICE, trustAnchors: [ours.root] })
  const signedBy = (container: Uint8Array): Uint8Array => {
    const key = createPkcs12Provider().unlock(container, 'pin-1234')
    if (!key.ok) throw new Error(key.error.code)
    return envelopes.seal(utf8(canonicalJson(aBlock() as unknown as Json)), 'number-block', key.value)
  }
  const take = (file: Uint8Array) => importNumberBlock({ ...ws, envelopes })(ADMINISTRATOR, { file })
  expect(take(signedBy(strange.containers['store']!))).toMatchObject({
    error: { code: 'envelope-signer-untrusted' },
  })
  const file = signedBy(ours.containers['store']!)
  const text = Buffer.from(file).toString()
  const signature = /"signature":"(.)/.exec(text)!
  const at = signature.index + signature[0].length + 20
  const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  expect(take(Buffer.from(changed))).toMatchObject({ error: { code: 'envelope-signature-invalid' } })
  expect(take(file)).toMatchObject({ ok: true, value: { held: false, state: { block: aBlock() } } })
})
