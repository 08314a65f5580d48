import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { drawnText } from '../integration/rendering/tools.ts'
import { inputOf, kindOf, signIn, signOut } from './clerk.ts'
import { approveFirst, issueWaiting, openByNumber, submit, takeIn } from './day.ts'
import { type DrivenWindow } from './driven-window.ts'
import { HOST, openWindow } from './driver.ts'
import { LONG } from './issuing-desk.ts'
import { bytesAt, enter, must } from './office.ts'

/** One licence through its life: each application about it begins at the licence and takes the place of the version before. */
const home = mkdtempSync(path.join(tmpdir(), 'lw-e2e-events-'))
const KIND = kindOf('network-culture')
const VALUES = EXAMPLES['network-culture'][0]!.values
let window: DrivenWindow
let page: Page
let licenceId: string
let number: string
let holder = String(VALUES['holderName'])
const faults: string[] = []

beforeAll(async () => {
  window = await openWindow({ home })
  page = window.page
  page.on('pageerror', error => faults.push(String(error)))
  await enter(page, 'demo-clerk')
  await takeIn(page, KIND, VALUES, '')
  number = await decideAndIssue('新办')
  const { items } = await must(page, 'register.search', { number, limit: 1 })
  licenceId = items[0]!.id
}, LONG)
afterAll(async () => {
  await window?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
})

/** What was submitted is approved by the other person and issued. @returns the number; the clerk stands before the paper */
async function decideAndIssue(event: string): Promise<string> {
  await signOut(page)
  await signIn(page, 'approver')
  await approveFirst(page, `${KIND.name.zh} · ${event}`, holder)
  await signOut(page)
  await signIn(page, 'clerk')
  return issueWaiting(page)
}

/** From the licence to the form of that event: nothing has to be chosen or found again. */
async function beginFromLicence(name: string, event: string): Promise<void> {
  await openByNumber(page, number)
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForURL(url => url.hash.startsWith(`#/intake/new?event=${event}&licence=`))
  await page.getByRole('radio', { name: new RegExp(number), checked: true }).waitFor()
  expect(await page.getByRole('radio', { name, checked: true }).count()).toBe(1)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: `${KIND.name.zh} · ${name}` }).waitFor()
}

/** All versions, in full. */
const versions = async () =>
  (await must(page, 'register.reveal', { key: licenceId, purpose: '样例核对' })).versions

describe(`applications about a licence on ${HOST}`, () => {
  it.each([
    ['变更', 'change', '更名后的样例网络科技有限公司', '变更'],
    ['延续', 'renew', null, null],
    ['补发', 'reissue', null, '补证'],
  ] as const)(
    '%s',
    async (name, event, rename, faceNote) => {
      const before = (await versions()).at(-1)!.licence
      await beginFromLicence(name, event)
      for (const id of ['holderName', 'holderCode', 'legalRep', 'regAddress'])
        expect([id, await inputOf(page, id).inputValue()]).toEqual([id, before.values[id]])
      if (rename !== null) await inputOf(page, 'holderName').fill((holder = rename))
      await submit(page)
      number = await decideAndIssue(name)

      const all = await versions()
      expect(all.map(one => one.shown)).toEqual([...all.slice(1).map(() => 'superseded'), 'valid'])
      expect(all.at(-1)!.licence).toMatchObject({ event, number, holderName: holder, version: all.length })
      expect(all.at(-1)!.licence.identifier).not.toBe(before.identifier)
      await openByNumber(page, number)
      const group = page.getByRole('group', { name: '版本' })
      await group.getByRole('button', { name: `第 ${all.length} 版 · ${name} · 有效` }).waitFor()
      await group
        .getByRole('button', { name: new RegExp(`^第 ${all.length - 1} 版 .* 已被新版本取代$`) })
        .click()
      await page.getByText(`这不是最新版本，最新为第 ${all.length} 版`).waitFor()
      const { url } = await must(page, 'register.copyOf', { licenceId: all.at(-1)!.licence.id })
      const face = drawnText(await bytesAt(page, url))
      expect(face).toContain(holder)
      if (faceNote !== null) expect(face).toContain(faceNote)
      expect(faults).toEqual([])
    },
    LONG,
  )
})
