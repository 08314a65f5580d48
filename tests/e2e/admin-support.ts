import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Page } from 'playwright-core'
import { type InputOf, type OutputOf } from '../../shared/contract/define.ts'
import { type ChannelName, type Contract } from '../../shared/contract/index.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { type Application } from '../../shared/domain/application/application.ts'
import { type Licence } from '../../shared/domain/licence/licence.ts'
import { OFFICE, PIN, type OfficeFiles } from './admin-files.ts'

/** One password for everybody here, good by the policy. */
export const PASSWORD = 'Shou-ye-2026-hao'

export const folder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'lw-admin-'))

/** Calls the core as the page does. */
export async function call<N extends ChannelName>(
  page: Page,
  channel: N,
  input: InputOf<Contract[N]>,
): Promise<{ ok: boolean; value?: OutputOf<Contract[N]>; error?: { code: string } }> {
  const text = JSON.stringify(JSON.stringify({ channel, input }))
  return JSON.parse(await page.evaluate<string>(`workstation.call(${text})`)) as never
}

/** The value, or the refusal as a failed test. */
export async function must<N extends ChannelName>(
  page: Page,
  channel: N,
  input: InputOf<Contract[N]>,
): Promise<OutputOf<Contract[N]>> {
  const reply = await call(page, channel, input)
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
  return reply.value as OutputOf<Contract[N]>
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()

/** Picks files as a person does: by the button and the system's own dialog. */
export async function pick(page: Page, button: string, files: string | readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, button)])
  await chooser.setFiles(typeof files === 'string' ? files : [...files])
}

/** Opens a screen by the left side. */
export async function openScreen(page: Page, area: string, screen?: string): Promise<void> {
  const nav = page.getByRole('navigation', { name: '办理事项' })
  await nav.getByRole('link', { name: area }).first().click()
  if (screen) await nav.getByRole('link', { name: screen, exact: true }).click()
}

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Control+Enter')
}

export async function signOut(page: Page): Promise<void> {
  await press(page, '退出登录')
  await page.getByLabel('用户名').waitFor()
}

/** Hands a file over by calls. */
export async function uploadFile(page: Page, file: string): Promise<string> {
  const bytes = fs.readFileSync(file)
  const { id } = await must(page, 'files.begin', { fileName: path.basename(file), size: bytes.length })
  await must(page, 'files.append', { id, offset: 0, base64: bytes.toString('base64') })
  return id
}

export interface Person {
  readonly login: string
  readonly name: string
}

export const ADMIN: Person = { login: 'wang', name: '王主任' }
export const CLERK: Person = { login: 'li', name: '李受理' }
export const APPROVER: Person = { login: 'zhao', name: '赵审批' }

/** A whole office by calls, for tests that begin where the guide ends; the administrator is signed in. */
export async function makeOffice(page: Page, files: OfficeFiles): Promise<{ recoverySecret: string }> {
  const { recoverySecret } = await must(page, 'setup.office', { ...ADMIN, password: PASSWORD })
  await must(page, 'office.setUp', { office: OFFICE, trustAnchors: [] })
  await must(page, 'office.addRoots', { upload: await uploadFile(page, files.root) })
  await must(page, 'seals.import', {
    name: '文化和旅游市场电子证照专用章',
    purpose: 'electronic-licence',
    container: await uploadFile(page, files.seal),
    pin: PIN,
  })
  for (const file of files.blocks) await must(page, 'blocks.import', { upload: await uploadFile(page, file) })
  await must(page, 'users.create', { ...CLERK, roles: ['clerk'], password: PASSWORD })
  await must(page, 'users.create', { ...APPROVER, roles: ['approver'], password: PASSWORD })
  return { recoverySecret }
}

/** The first example of a kind as an application that waits for its decision, by the person at the window. */
export async function submitExample(page: Page): Promise<Application> {
  const example = EXAMPLES.entertainment?.[0]
  if (!example) throw new Error('no example')
  let application = await must(page, 'intake.start', { kind: 'entertainment', event: 'new' })
  const edit = () => ({ applicationId: application.id, seenRevision: application.revision })
  application = await must(page, 'intake.saveDraft', { ...edit(), values: example.values as never })
  const { kinds } = await must(page, 'standard.view', {})
  const kind = kinds.find(one => one.id === 'entertainment')
  for (const material of kind?.materials ?? []) {
    if (!material.events.includes('new')) continue
    application = await must(page, 'intake.setMaterial', {
      ...edit(),
      materialId: material.id,
      state: 'submitted',
    })
  }
  return must(page, 'intake.submit', edit())
}

/** Issues an approved application, by the person at the window. @returns the licence as the register has it */
export async function issue(page: Page, applicationId: string): Promise<Licence> {
  const batch = await must(page, 'issuing.createBatch', { applicationIds: [applicationId] })
  const seals = await must(page, 'issuing.seals', { batchId: batch.id })
  const pins = Object.fromEntries(seals.map(seal => [seal.id, PIN]))
  await must(page, 'issuing.run', { batchId: batch.id, pins })
  const { items } = await must(page, 'issuing.results', { batchId: batch.id })
  const [item] = items
  if (item?.state !== 'issued' || !item.licenceId) throw new Error(JSON.stringify(items))
  const story = await must(page, 'register.show', { key: item.licenceId })
  const licence = story.versions[0]?.licence
  if (!licence) throw new Error('not in the register')
  return licence
}
