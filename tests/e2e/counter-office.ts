import fs from 'node:fs'
import { type Browser } from 'playwright-core'
import { WINDOW_ORIGIN } from '../../electron/ipc/gate.ts'
import { type InputOf, type Reply } from '../../shared/contract/define.ts'
import { type ChannelName, type Contract } from '../../shared/contract/index.ts'
import { type Application } from '../../shared/domain/application/application.ts'
import { type FieldValues, type KindId } from '../../shared/domain/kinds/kind.ts'
import { openLive, type LivePage } from './live.ts'

type Answer<N extends ChannelName> = Extract<Reply<Contract[N]>, { ok: true }>['value']

/** A demonstration office with its page, and a way to do by call what a test is not about. */
export interface CounterOffice extends LivePage {
  ask<N extends ChannelName>(name: N, input: InputOf<Contract[N]>): Promise<Answer<N>>
  /** The page anew, with that person of the demonstration signed in. */
  as(login: string): Promise<void>
  /** A complete application, submitted by whoever is signed in. */
  submitted(kind: KindId, values: FieldValues, photo?: string): Promise<Application>
  /** The licence that comes of it: approved, issued and sealed by the people of the demonstration. */
  issued(kind: KindId, values: FieldValues, photo?: string): Promise<string>
}

export async function openOffice(browser: Browser, root: string): Promise<CounterOffice> {
  const live = await openLive(browser, root)
  const ask: CounterOffice['ask'] = async (channel, input) => {
    const sender = { origin: WINDOW_ORIGIN, mainFrame: true }
    const reply = JSON.parse(await live.core.call(JSON.stringify({ channel, input }), sender)) as {
      ok: boolean
      value: never
      error: unknown
    }
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  await ask('setup.demo', {})
  await live.page.reload()
  const as = async (login: string) => {
    const { demoPeople } = await ask('session.state', {})
    const person = demoPeople.find(one => one.login === login)
    await ask('session.signOut', {})
    await ask('session.signIn', { login, password: person?.password ?? login })
    await live.page.reload()
    await live.page.getByRole('heading', { name: '工作台' }).waitFor()
  }
  const submitted: CounterOffice['submitted'] = async (kind, values, photo) => {
    let now: Application = await ask('intake.start', { kind, event: 'new' })
    const seen = () => ({ applicationId: now.id, seenRevision: now.revision })
    now = await ask('intake.saveDraft', { ...seen(), values })
    if (photo)
      now = await ask('intake.attachPhoto', { ...seen(), base64: fs.readFileSync(photo).toString('base64') })
    for (const { id } of now.materials)
      now = await ask('intake.setMaterial', { ...seen(), materialId: id, state: 'submitted' })
    return ask('intake.submit', seen())
  }
  return {
    ...live,
    ask,
    as,
    submitted,
    async issued(kind, values, photo) {
      await as('demo-clerk')
      const { id, revision } = await submitted(kind, values, photo)
      await as('demo-approver')
      await ask('approval.approve', { applicationId: id, seenRevision: revision })
      await as('demo-clerk')
      const { demoPin } = await ask('session.state', {})
      const seals = await ask('seals.list', {})
      const batch = await ask('issuing.createBatch', { applicationIds: [id] })
      await ask('issuing.run', {
        batchId: batch.id,
        pins: Object.fromEntries(seals.map(seal => [seal.id, demoPin ?? ''])),
      })
      const { items } = await ask('issuing.results', { batchId: batch.id })
      const [item] = items
      if (!item?.licenceId) throw new Error(`not issued: ${JSON.stringify(item)}`)
      return item.licenceId
    },
  }
}
