import { type ChannelName } from '../../../shared/contract/index.ts'

export interface FakeCore {
  readonly calls: { readonly channel: string; readonly input: Record<string, unknown> }[]
  answer(channel: ChannelName, reply: unknown | ((input: never) => unknown)): void
  announce(name: string, detail: unknown): void
}

/** Puts a bridge up that answers as told: for what a store does with answers, also with those that a real core rarely gives. */
export function putUpFakeCore(): FakeCore {
  const answers = new Map<string, unknown>()
  const calls: FakeCore['calls'][number][] = []
  let hear: (text: string) => void = () => undefined
  Object.defineProperty(window, 'workstation', {
    configurable: true,
    value: {
      host: 'chromium',
      call: async (text: string) => {
        const { channel, input } = JSON.parse(text) as { channel: string; input: Record<string, unknown> }
        calls.push({ channel, input })
        const reply = answers.get(channel)
        return JSON.stringify(typeof reply === 'function' ? await reply(input) : reply)
      },
      listen: (listener: (text: string) => void) => (hear = listener),
    },
  })
  return {
    calls,
    answer: (channel, reply) => void answers.set(channel, reply),
    announce: (name, detail) => hear(JSON.stringify({ name, detail })),
  }
}
