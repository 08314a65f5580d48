import { existsSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoBlocks } from '../../../electron/app/demo/demo-blocks.ts'
import {
  createDemoPki,
  createPkcs12Provider,
  createSignedEnvelopes,
} from '../../../electron/signing/index.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { usccCheck } from '../../../shared/domain/codes/uscc.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { json, scratch, spawned, writeApplications } from './cli.ts'

const place = scratch()
const PIN = 'seal pin 印章-42'
const SECRET = 'a secret of the whole office'
const ADMIN = 'Guan-li-yuan-2026'
const CLERK = 'Shou-li-yuan-2026'
const APPROVER = 'Shen-pi-yuan-2026'
const BODY = '11330100MB1234567'

const OFFICE: Office = {
  name: '样例市文化广电旅游局',
  code: BODY + usccCheck(BODY),
  region: '330100',
  level: 'city',
  workstationId: 'REAL-WS-01',
  specimen: false,
}

const D = ['--data', place.in('office')]
const asAdmin = [['--user', 'admin'], { LW_SECRET: SECRET, LW_PASSWORD: ADMIN }] as const
const clerk = ['--user', 'clerk']
const counter = [...clerk, '--approver', 'approver']
const people = { LW_SECRET: SECRET, LW_PASSWORD: CLERK, LW_APPROVER_PASSWORD: APPROVER }

const admin = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  json([...args, ...D, ...asAdmin[0]], { ...asAdmin[1], ...env })

/** Seals and a number block as they would come from outside: files. */
async function writeOutsideFiles(): Promise<void> {
  const now = instantFromMillis(Date.now())
  const pki = await createDemoPki().make({
    officeName: OFFICE.name,
    pin: PIN,
    now,
    keyType: 'p256',
    subjects: { seal: '文化和旅游市场电子证照专用章', store: '号段下发' },
  })
  writeFileSync(place.in('root.der'), pki.root)
  writeFileSync(place.in('seal.p12'), pki.containers['seal']!)
  const store = mustBeOk(createPkcs12Provider().unlock(pki.containers['store']!, PIN), 'store')
  const [block] = demoBlocks(['entertainment'], OFFICE, now)
  const payload = utf8(canonicalJson(block as unknown as Json))
  writeFileSync(place.in('block.json'), createSignedEnvelopes().seal(payload, 'number-block', store))
  store.lock()
}

beforeAll(async () => {
  await writeOutsideFiles()
  const made = await spawned(['init', ...D, '--admin', 'admin', '--admin-name', '管理员甲', '--json'], {
    LW_SECRET: SECRET,
    LW_NEW_PASSWORD: ADMIN,
  })
  expect(made.items).toMatchObject([{ demo: false, admin: 'admin' }])
  const { name, code, region, level, workstationId } = OFFICE
  const facts = ['--name', name, '--code', code, '--region', region, '--level', level]
  const up = await admin([
    ...['office', 'set-up', ...facts, '--workstation', workstationId, '--trust', place.in('root.der')],
  ])
  expect(up.items).toMatchObject([{ office: OFFICE }])
  const sealed = await admin(
    ['seal', 'import', place.in('seal.p12'), '--name', '电子证照专用章', '--purpose', 'electronic-licence'],
    { LW_PIN: PIN },
  )
  expect(sealed.code).toBe(0)
  expect(sealed.out).not.toContain('containerPath')
  expect((await admin(['blocks', 'import', place.in('block.json')])).code).toBe(0)
  for (const [login, role, password] of [
    ['clerk', 'clerk', CLERK],
    ['approver', 'approver', APPROVER],
  ] as const) {
    const added = await admin(['user', 'add', login, '--name', login, '--role', role], {
      LW_NEW_PASSWORD: password,
    })
    expect(added.code).toBe(0)
  }
})

afterAll(() => place.remove())

describe('a real office', () => {
  it('opens with its secret only', async () => {
    const wrong = await json(['search', '样例', ...D, ...clerk], {
      ...people,
      LW_SECRET: 'some other secret',
    })
    expect(wrong.code).toBe(1)
    expect(wrong.items).toMatchObject([{ error: { code: 'secret-wrong' } }])
  })

  it('knows nobody without a name: there is no demonstration person to fall back to', async () => {
    const nobody = await json(['search', '样例', ...D], people)
    expect(nobody.items).toMatchObject([{ error: { code: 'sign-in-needed' } }])
    const denied = await json(['user', 'list', ...D, '--user', 'clerk'], people)
    expect(denied.items).toMatchObject([{ error: { code: 'permission-denied' } }])
  })

  it('a wrong PIN stops at the first and issues nothing; the same command with the right one goes on', async () => {
    const input = place.in('entertainment.json')
    writeApplications(input, 1, 3)
    const command = ['issue', ...D, ...counter, '--input', input, '--out', place.in('out')]
    const wrong = await json(command, { ...people, LW_PIN: 'not the pin' })
    expect(wrong.code).toBe(1)
    expect(wrong.items).toMatchObject([{ error: { code: 'pin-wrong' } }])
    expect(wrong.err).toMatch(/同一命令/)
    expect(existsSync(place.in('out'))).toBe(false)
    expect((await json(['list', 'licences', ...D, ...clerk], people)).items).toEqual([])
    expect((await json(['list', 'batches', '--state', 'paused', ...D, ...clerk], people)).items).toHaveLength(
      1,
    )
    const tries = (await admin(['journal', 'list', '--limit', '500'])).items // the administrator may read it
    expect(tries.filter(r => r['action'] === 'seal.pin-wrong')).toHaveLength(1)

    const right = await json(command, { ...people, LW_PIN: PIN })
    expect(right.code).toBe(0)
    expect(right.items.map(row => row['status'])).toEqual(['issued', 'issued', 'issued'])
    expect((await json(['list', 'batches', ...D, ...clerk], people)).items).toMatchObject([
      { state: 'done', total: 3, issued: 3 },
    ])
    const verified = await json([
      'verify',
      ...right.items.map(r => String(r['file'])),
      '--trust',
      place.in('root.der'),
    ])
    expect(verified.code).toBe(0)
  })

  it('a backup comes back by the office’s secret, and by no other', async () => {
    const made = await admin(['backup', '--to', place.in('backups')])
    const from = String(made.items[0]?.['folder'])
    const wrong = await json(['restore', '--from', from, '--data', place.in('new')], { LW_SECRET: 'nope' })
    expect(wrong.items).toMatchObject([{ error: { code: 'secret-wrong' } }])
    expect(existsSync(place.in('new'))).toBe(false)
    const right = await json(['restore', '--from', from, '--data', place.in('new')], { LW_SECRET: SECRET })
    expect(right.code).toBe(0)
    const found = await json(['list', 'licences', '--data', place.in('new'), ...clerk], people)
    expect(found.items).toHaveLength(3)
  })
})
