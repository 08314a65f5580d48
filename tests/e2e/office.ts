import fs from 'node:fs'
import { type Page } from 'playwright-core'
import { type InputOf, type OutputOf } from '../../shared/contract/define.ts'
import { type ChannelName, type Contract } from '../../shared/contract/index.ts'
import { UPLOAD_PIECE_BYTES } from '../../shared/contract/files.ts'
import { type SessionView } from '../../shared/contract/session.ts'
import { DEMO_PEOPLE, DEMO_PIN } from '../../electron/app/demo/demo-people.ts'

type Login = (typeof DEMO_PEOPLE)[number]['login']

/** A call over the page's own bridge, for what a test needs and no clerk would wait for. @throws what was refused */
export async function must<N extends ChannelName>(
  page: Page,
  channel: N,
  input: InputOf<Contract[N]>,
): Promise<OutputOf<Contract[N]>> {
  const text = JSON.stringify(JSON.stringify({ channel, input }))
  const reply = JSON.parse(await page.evaluate<string>(`workstation.call(${text})`)) as {
    readonly ok: boolean
    readonly value: OutputOf<Contract[N]>
    readonly error: unknown
  }
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
  return reply.value
}

/** Opens the demonstration where there is none yet, and signs that person in by the screens. */
export async function enter(page: Page, login: Login): Promise<void> {
  const { stage } = (await must(page, 'session.state', {})) as SessionView
  const person = DEMO_PEOPLE.find(one => one.login === login)
  if (!person) throw new Error(`nobody is called ${login}`)
  if (stage === 'first-start') await page.getByRole('button', { name: /试用演示机关/ }).click()
  if (stage === 'signed-in') await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('button', { name: person.name }).click()
  await page.getByRole('button', { name: /登录/ }).click()
  await page.getByRole('navigation').first().waitFor()
}

export const goTo = (page: Page, route: string): Promise<void> =>
  page.evaluate(`void (location.hash = ${JSON.stringify(`#${route}`)})`)

async function handOver(page: Page, fileName: string, bytes: Buffer): Promise<string> {
  const { id } = await must(page, 'files.begin', { fileName, size: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += UPLOAD_PIECE_BYTES) {
    const base64 = bytes.subarray(offset, offset + UPLOAD_PIECE_BYTES).toString('base64')
    await must(page, 'files.append', { id, offset, base64 })
  }
  return id
}

/** Imports a file whole, without the screens. @returns the job's id */
export async function importFile(
  page: Page,
  file: string,
  purpose: 'applications' | 'stock',
): Promise<string> {
  const upload = await handOver(page, file.split('/').at(-1) ?? file, fs.readFileSync(file))
  const options = { kind: null, papersAtHand: true, originNote: null }
  const { job } = await must(page, 'imports.start', { upload, purpose, options })
  await must(page, 'imports.run', { jobId: job.id })
  return job.id
}

/** Takes in, decides and issues one application of the demonstration. Ends with the clerk signed in. @returns the licence's id */
export async function issueOne(page: Page): Promise<string> {
  await enter(page, 'demo-clerk')
  const upload = await handOver(page, 'one.csv', fs.readFileSync('resources/demo/network-culture.csv'))
  const { job } = await must(page, 'imports.start', {
    upload,
    purpose: 'applications',
    options: { kind: 'network-culture', papersAtHand: true, originNote: null },
  })
  await must(page, 'imports.run', { jobId: job.id })
  const [row] = await must(page, 'imports.rows', { jobId: job.id })
  const applicationId = row!.applicationId
  const drafted = await must(page, 'intake.open', { applicationId })
  if (drafted.state === 'draft')
    await must(page, 'intake.submit', { applicationId, seenRevision: drafted.revision })
  await enter(page, 'demo-approver')
  const asked = await must(page, 'intake.open', { applicationId })
  await must(page, 'approval.approve', { applicationId, seenRevision: asked.revision })
  await enter(page, 'demo-clerk')
  const batch = await must(page, 'issuing.createBatch', { applicationIds: [applicationId] })
  const seals = await must(page, 'seals.list', {})
  const pins = Object.fromEntries(seals.map(line => [line.id, DEMO_PIN]))
  await must(page, 'issuing.run', { batchId: batch.id, pins })
  const { items } = await must(page, 'issuing.results', { batchId: batch.id })
  const licenceId = items[0]?.licenceId
  if (!licenceId) throw new Error(`nothing was issued: ${JSON.stringify(items)}`)
  return licenceId
}

/** The bytes behind an address of the page. */
export async function bytesAt(page: Page, url: string): Promise<Buffer> {
  const base64 = await page.evaluate<string>(`(async () => {
    const blob = await (await fetch(${JSON.stringify(url)})).blob()
    return new Promise(resolve => {
      const reader = new FileReader()
      reader.onload = () => resolve(String(reader.result).split(',')[1])
      reader.readAsDataURL(blob)
    })
  })()`)
  return Buffer.from(base64, 'base64')
}
