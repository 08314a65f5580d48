import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { createLink, type Port } from './link.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

function pair(): [Port, Port] {
  const { port1, port2 } = new MessageChannel()
  open.push(port1)
  const side = (port: typeof port1): Port => ({
    post: message => port.postMessage(message),
    listen: listener => void port.on('message', listener),
  })
  return [side(port1), side(port2)]
}

describe('link', () => {
  it('asks both ways, bytes included, answers in any order', async () => {
    const [a, b] = pair()
    type Theirs = { slow(n: number): Promise<number>; bytes(n: number): Uint8Array }
    const here = createLink<Theirs>(a, { name: () => 'here' })
    const there = createLink<{ name(): string }>(b, {
      slow: async (n: number) => {
        await new Promise(resolve => setTimeout(resolve, 20 - n))
        return n
      },
      bytes: (n: number) => new Uint8Array(n).fill(7),
    })
    expect(await Promise.all([1, 15, 8].map(n => here.ask.slow(n)))).toEqual([1, 15, 8])
    expect(await here.ask.bytes(3)).toEqual(new Uint8Array([7, 7, 7]))
    expect(await there.ask.name()).toBe('here')
  })

  it('answers a question nobody knows, and a failure, with an error', async () => {
    const [a, b] = pair()
    const here = createLink<{ fails(): void; toString(): string; nothing(): void }>(a, {})
    createLink(b, {
      fails: () => {
        throw new Error('no paper')
      },
    })
    await expect(here.ask.fails()).rejects.toThrow('no paper')
    await expect(here.ask.nothing()).rejects.toThrow('no answer to nothing')
    await expect(here.ask.toString()).rejects.toThrow('no answer to toString')
  })

  it('fails what still waits when the other side is gone', async () => {
    const [a] = pair()
    const here = createLink<{ never(): void }>(a, {})
    const asked = here.ask.never()
    here.end('the core stopped')
    await expect(asked).rejects.toThrow('the core stopped')
  })
})
