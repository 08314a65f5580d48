import fs from 'node:fs'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PEOPLE, DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { createPkcs12Provider, createSignedEnvelopes } from '../../electron/signing/index.ts'
import { type Json } from '../../shared/kernel/canonical-json.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { fakeClock } from '../fakes/clock.ts'
import { issueOneOf, openBench } from '../integration/issuing/support.ts'
import { countPixels } from '../integration/rendering/tools.ts'
import { png } from '../integration/rendering/pictures.ts'
import { call, pick, press } from './admin-support.ts'
import { type DrivenWindow } from './driven-window.ts'
import { openWindow } from './driver.ts'
import { inOffice, officeWith } from './issuing-office.ts'
import { bytesAt, enter, goTo, must } from './office.ts'

/** The seldom means of an administrator, and what each changes for the others: on a demonstration office. */
const DAY_MS = 24 * 3_600_000
let home = ''
let window: DrivenWindow
let page: Page
/** Issued before the tests begin. */
const licences: { entertainment: string; guide: string } = { entertainment: '', guide: '' }
let sealFile = ''

const open = async () => {
  window = await openWindow({ home })
  page = window.page
}
beforeAll(async () => {
  home = await officeWith([{ kind: 'network-culture' }])
  licences.entertainment = await inOffice(home, async bench => {
    licences.guide = (await issueOneOf(bench, { kind: 'tour-guide' })).licence.id
    const [seal] = bench.read(s => s.seals.list())
    sealFile = path.join(bench.dataDir, seal!.containerPath)
    return (await issueOneOf(bench, { kind: 'entertainment' })).licence.id
  })
  await open()
}, 120_000)
afterAll(async () => {
  await window?.close()
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 })
})

const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
async function toOffice() {
  await enter(page, 'demo-admin')
  await goTo(page, '/office')
  await page.getByRole('heading', { name: '国徽图片' }).waitFor()
}
const file = (name: string, bytes: Uint8Array): string => {
  const where = path.join(home, name)
  fs.writeFileSync(where, bytes)
  return where
}

it('sets the emblem: shown at once, and drawn on the face from then on', async () => {
  const preview = async () => {
    await enter(page, 'demo-clerk')
    const input = { licenceId: licences.entertainment, purpose: 'print' as const }
    const drawn = await bytesAt(page, (await must(page, 'printing.preview', input)).url)
    return countPixels(drawn, (r, g, b) => g > 180 && r < 30 && b < 30)
  }
  expect(await preview()).toBe(0)
  await toOffice()
  expect(await page.getByRole('img', { name: '国徽图片' }).count()).toBe(0)
  await pick(page, '选择图片', file('broken.png', Buffer.from('no picture')))
  await said('图片不是 PNG')
  await pick(
    page,
    '选择图片',
    file(
      'emblem.png',
      png(240, 240, 2, () => [0, 200, 0]),
    ),
  )
  await said('国徽图片已更换')
  await page.getByRole('img', { name: '国徽图片' }).waitFor()
  expect(await preview()).toBeGreaterThan(500)
})

it('shows the approver the photo of the present licence beside the new one', async () => {
  await enter(page, 'demo-clerk')
  const { guide } = licences
  let now = await must(page, 'intake.start', { kind: 'tour-guide', event: 'change', licenceId: guide })
  const edit = () => ({ applicationId: now.id, seenRevision: now.revision })
  const base64 = fs.readFileSync('resources/demo/photos/p2.jpg').toString('base64')
  now = await must(page, 'intake.attachPhoto', { ...edit(), base64 })
  for (const { id } of now.materials)
    now = await must(page, 'intake.setMaterial', { ...edit(), materialId: id, state: 'submitted' })
  now = await must(page, 'intake.submit', edit())
  await enter(page, 'demo-approver')
  await goTo(page, `/approval/${now.id}`)
  const photo = async (name: string) => {
    const img = page.getByRole('img', { name })
    await img.waitFor()
    return bytesAt(page, (await img.getAttribute('src')) ?? '')
  }
  const [before, after] = [await photo('现有证照的照片'), await photo('申请的照片')]
  expect([before.length > 1000, after.length > 1000, before.equals(after)]).toEqual([true, true, false])
  const { applicationId } = edit()
  const none = await call(page, 'approval.presentPhoto', { applicationId, field: 'holderName' })
  expect(none.error?.code).toBe('photo-missing')
})

it('writes a help bundle that holds nothing about anybody', async () => {
  await toOffice()
  await press(page, '生成帮助包')
  const note = page.getByRole('status').filter({ hasText: '帮助包已写好' })
  const bundle = fs.readFileSync(await note.locator('.code').first().innerText(), 'utf8')
  expect(JSON.parse(bundle)).toMatchObject({
    format: 'licence-workstation/help@1',
    counts: { licences: 2 },
    settings: { ownEmblem: true },
  })
  const { versions } = await must(page, 'register.show', { key: licences.guide })
  const { licence } = versions[0]!
  const office = (await must(page, 'session.state', {})).office!
  const personal = [
    ...Object.values(licence.values).filter(value => typeof value === 'string' && value.length >= 3),
    ...[licence.number, licence.identifier, licence.holderName, licence.holderCode, licence.id],
    ...DEMO_PEOPLE.flatMap(({ login, name }) => [login, name]),
    ...[office.name, office.code, office.workstationId, home],
  ].map(String)
  expect(personal.length).toBeGreaterThan(20)
  expect(personal.filter(text => bundle.includes(text))).toEqual([])
})

it('unlocks the PIN of a seal that was given wrong too often', async () => {
  await enter(page, 'demo-clerk')
  const { items } = await must(page, 'issuing.queue', { limit: 10 })
  const batch = await must(page, 'issuing.createBatch', {
    applicationIds: items.map(row => row.applicationId),
  })
  const [seal] = await must(page, 'issuing.seals', { batchId: batch.id })
  const run = (pin: string) => call(page, 'issuing.run', { batchId: batch.id, pins: { [seal!.id]: pin } })
  const codes: (string | undefined)[] = []
  for (let i = 0; i < 5; i++) codes.push((await run('wrong')).error?.code)
  expect(codes.slice(-2)).toEqual(['pin-wrong', 'pin-locked'])
  expect((await run(DEMO_PIN)).error?.code).toBe('pin-locked')
  await enter(page, 'demo-admin')
  await goTo(page, '/seals')
  await page.getByRole('grid').first().getByText(seal!.name).click()
  await said('印章口令多次输错，已锁定')
  await press(page, '解锁口令')
  await page.getByRole('dialog').getByLabel('原因').fill('保管人当面核实')
  await page.getByRole('dialog').getByRole('button', { name: '解锁口令' }).click()
  await said(`“${seal!.name}”的口令已解锁`)
  await page.getByText('印章口令多次输错，已锁定').waitFor({ state: 'detached' })
  await enter(page, 'demo-clerk')
  expect((await run(DEMO_PIN)).value).toMatchObject({ state: 'done', issued: 1 })
})

it('issues nothing while the clock stands before the last licence, until an administrator says that it is right', async () => {
  await window.close()
  // A licence that was really issued while the clock was ten days fast.
  const fast = new Date(Date.now() + 10 * DAY_MS).toISOString()
  const bench = await openBench(path.join(home, 'demo'), { clock: fakeClock(fast) })
  await issueOneOf(bench, { kind: 'travel-agency' })
  bench.workstation.close()
  await inOffice(home, async now => issueOneOf(now, { kind: 'performance-broker' })).then(
    () => expect.unreachable(),
    (error: Error) => expect(error.message).toContain('clock-behind'),
  )
  await open()
  await toOffice()
  await press(page, '确认时间正确')
  await page.getByRole('dialog').getByLabel('原因').fill('已与北京时间核对')
  await page.getByRole('dialog').getByRole('button', { name: '确认时间正确' }).click()
  await said(/^已确认：/)
  await enter(page, 'demo-clerk')
  const { items } = await must(page, 'issuing.queue', { limit: 10 })
  const batch = await must(page, 'issuing.createBatch', { applicationIds: [items[0]!.applicationId] })
  const seals = await must(page, 'issuing.seals', { batchId: batch.id })
  const pins = Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN]))
  expect(await must(page, 'issuing.run', { batchId: batch.id, pins })).toMatchObject({ issued: 1, failed: 0 })
})

it('takes a signed standard pack in, in force at the next start, and no older one after it', async () => {
  const builtin = JSON.parse(fs.readFileSync('resources/packs/builtin.json', 'utf8')) as Json & object
  const key = mustBeOk(createPkcs12Provider().unlock(fs.readFileSync(sealFile), DEMO_PIN), 'seal')
  const sealed = (version: string) =>
    createSignedEnvelopes().seal(Buffer.from(JSON.stringify({ ...builtin, version })), 'standard-pack', key)
  await toOffice()
  await pick(page, '选择标准包文件', file('pack.json', sealed('99.1.0')))
  await said(/已导入 99\.1\.0/)
  expect((await must(page, 'standard.view', {})).packVersion).not.toBe('99.1.0')
  await window.close()
  await open()
  await toOffice()
  await said('现行版本：99.1.0')
  await pick(page, '选择标准包文件', file('old.json', sealed('98.0.0')))
  await said(/比现行的 99\.1\.0 旧/)
  key.lock()
})
