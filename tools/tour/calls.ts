import { DEMO_PEOPLE } from '../../electron/app/demo/demo-people.ts'
import { WINDOW_ORIGIN } from '../../electron/ipc/gate.ts'
import { type InputOf, type OutputOf } from '../../shared/contract/define.ts'
import { type ChannelName, type Contract } from '../../shared/contract/index.ts'

/** What a full office holds, by what the pictures are to show of it; empty for an office without. */
export type Found = Readonly<Record<string, string>>

export type Stage = 'first' | 'empty' | 'full'

/** Calls the core as the page does. @throws what was refused */
export type Ask = <N extends ChannelName>(
  name: N,
  input: InputOf<Contract[N]>,
) => Promise<OutputOf<Contract[N]>>

/** Calls to a core whose window is not open. */
export function asker(core: { call: (text: string, sender: never) => Promise<string> }): Ask {
  return async (channel, input) => {
    const sender = { origin: WINDOW_ORIGIN, mainFrame: true } as never
    const reply = JSON.parse(await core.call(JSON.stringify({ channel, input }), sender)) as {
      ok: boolean
      value: never
      error: unknown
    }
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
    return reply.value
  }
}

/** Signs a person of the demonstration in, whoever was there before. */
export async function signIn(ask: Ask, login: string): Promise<void> {
  const person = DEMO_PEOPLE.find(one => one.login === login)
  if (!person) throw new Error(`nobody is called ${login}`)
  await ask('session.signOut', {})
  await ask('session.signIn', { login, password: person.password })
}
