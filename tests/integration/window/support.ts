import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type ChannelName, type Contract } from '../../../shared/contract/index.ts'
import { type InputOf, type Reply } from '../../../shared/contract/define.ts'
import { type WindowEvent } from '../../../shared/contract/events.ts'
import { type SessionView } from '../../../shared/contract/session.ts'
import { type HostServices } from '../../../electron/app/window/host-services.ts'
import { type WindowCore } from '../../../electron/app/window/core.ts'
import { openWindowCore } from '../../../electron/app/window/open-core.ts'
import { WINDOW_ORIGIN, type Sender } from '../../../electron/ipc/gate.ts'

export const PAGE: Sender = { origin: WINDOW_ORIGIN, mainFrame: true }

/** The real core over a real folder, called as the page calls it: text in, text out. */
export interface TestWindow {
  readonly core: WindowCore
  readonly home: string
  readonly events: WindowEvent[]
  call<N extends ChannelName>(name: N, input: InputOf<Contract[N]>): Promise<Reply<Contract[N]>>
  /** The value, or the refusal as a failed test. */
  must<N extends ChannelName>(
    name: N,
    input: InputOf<Contract[N]>,
  ): Promise<Extract<Reply<Contract[N]>, { ok: true }>['value']>
  signIn(login: string): Promise<SessionView>
}

export const NO_SERVICES: HostServices = { secrets: null, printers: null }

export async function openTestWindow(
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-window-')),
  services: HostServices = NO_SERVICES,
): Promise<TestWindow> {
  const events: WindowEvent[] = []
  const core = await openWindowCore({
    home,
    resources: path.resolve('resources'),
    services,
    onEvent: event => void events.push(event),
  })
  const call: TestWindow['call'] = async (channel, input) =>
    JSON.parse(await core.call(JSON.stringify({ channel, input }), PAGE)) as never
  const must: TestWindow['must'] = async (channel, input) => {
    const reply = (await call(channel, input)) as { ok: boolean; value: never; error: unknown }
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
  return {
    core,
    home,
    events,
    call,
    must,
    async signIn(login) {
      const view = (await must('session.state', {})) as SessionView
      const person = view.demoPeople.find(one => one.login === login)
      if (!person) throw new Error(`the demonstration has no ${login}`)
      return (await must('session.signIn', { login, password: person.password })) as SessionView
    },
  }
}
