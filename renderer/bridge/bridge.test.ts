import { describe, expect, it } from 'vitest'
import { createBridge, type HostBridge } from './bridge.ts'

function fakeHost(answer: (text: string) => Promise<string>) {
  let hear: (text: string) => void = () => undefined
  const host: HostBridge = {
    host: 'chromium',
    call: answer,
    listen: listener => {
      hear = listener
    },
  }
  return { host, announce: (text: string) => hear(text) }
}

describe('the bridge', () => {
  it('sends the channel with its input and gives back the answer', async () => {
    const sent: string[] = []
    const { host } = fakeHost(text => {
      sent.push(text)
      return Promise.resolve('{"ok":true,"value":null}')
    })
    const reply = await createBridge(host).call('session.touch', {})
    expect(JSON.parse(sent[0]!)).toEqual({ channel: 'session.touch', input: {} })
    expect(reply).toEqual({ ok: true, value: null })
  })

  it.each([
    ['a host that fails', () => Promise.reject(new Error('gone'))],
    ['an answer that is no JSON', () => Promise.resolve('<html>')],
    ['an answer that is no result', () => Promise.resolve('[1]')],
    ['null', () => Promise.resolve('null')],
  ])('answers in words for %s, and does not claim that nothing happened', async (_what, answer) => {
    const reply = await createBridge(fakeHost(answer).host).call('session.lock', {})
    expect(reply.ok).toBe(false)
    if (!reply.ok) expect(reply.error).toMatchObject({ code: 'program-fault' })
    if (!reply.ok) expect(reply.error.text.zh).toContain('未知')
  })

  it('hears the events asked for, until told to stop, and no broken ones', () => {
    const { host, announce } = fakeHost(() => Promise.resolve(''))
    const bridge = createBridge(host)
    const heard: string[] = []
    const stop = bridge.on('licence.changed', detail => heard.push(detail.id))
    announce('{"name":"licence.changed","detail":{"id":"a"}}')
    announce('{"name":"application.changed","detail":{"id":"b"}}')
    announce('{"name":')
    announce('null')
    stop()
    announce('{"name":"licence.changed","detail":{"id":"c"}}')
    expect(heard).toEqual(['a'])
  })

  it('compiles only for channels, inputs and events of the contract', () => {
    const bridge = createBridge(fakeHost(() => Promise.resolve('{"ok":true,"value":null}')).host)
    // @ts-expect-error no such channel
    void bridge.call('session.tuoch', {})
    // @ts-expect-error the password is missing
    void bridge.call('session.unlock', {})
    // @ts-expect-error no such event
    bridge.on('licence.chnaged', () => undefined)
    expect(bridge).toBeDefined()
  })
})
