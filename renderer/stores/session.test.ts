// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { type SessionView } from '../../shared/contract/session.ts'
import { useSessionStore } from './session.ts'

const base: SessionView = {
  stage: 'signed-out',
  place: 'demo',
  office: null,
  actor: null,
  spot: null,
  demoPeople: [],
  demoPin: null,
  alarms: [],
  idleLockMinutes: 10,
  version: '0',
  dataDir: '/data',
}

let answers: Record<string, unknown>
let calls: { channel: string; input: unknown }[]
let announce: (text: string) => void

beforeEach(() => {
  setActivePinia(createPinia())
  calls = []
  answers = { 'session.state': { ok: true, value: base } }
  Object.defineProperty(window, 'workstation', {
    configurable: true,
    value: {
      host: 'chromium',
      call: (text: string) => {
        const call = JSON.parse(text) as { channel: string; input: unknown }
        calls.push(call)
        return Promise.resolve(JSON.stringify(answers[call.channel]))
      },
      listen: (listener: (text: string) => void) => (announce = listener),
    },
  })
})

describe('the session', () => {
  it('is what the core says, and asked anew when it changes', async () => {
    const session = useSessionStore()
    await session.follow()
    expect(session.stage).toBe('signed-out')
    answers['session.state'] = {
      ok: true,
      value: { ...base, stage: 'signed-in', actor: { userId: 'u', name: '李四', roles: ['clerk'] } },
    }
    announce('{"name":"session.changed","detail":null}')
    await new Promise(resolve => setTimeout(resolve))
    expect(session.stage).toBe('signed-in')
    expect([session.may('licence.issue'), session.may('application.decide')]).toEqual([true, false])
  })

  it('gives a refusal back and changes nothing', async () => {
    const session = useSessionStore()
    await session.load()
    answers['session.signIn'] = {
      ok: false,
      error: { code: 'sign-in-refused', text: { zh: '不对', en: 'no' } },
    }
    const error = await session.signIn({ login: 'a', password: 'b' })
    expect(error?.code).toBe('sign-in-refused')
    expect(session.stage).toBe('signed-out')
    expect(calls.at(-1)).toEqual({ channel: 'session.signIn', input: { login: 'a', password: 'b' } })
  })

  it('shows an alarm until it was seen', async () => {
    answers['session.state'] = {
      ok: true,
      value: { ...base, alarms: [{ code: 'orphan', text: { zh: '孤立文件', en: 'orphan' } }] },
    }
    const session = useSessionStore()
    await session.load()
    expect(session.alarms).toHaveLength(1)
    session.seeAlarm('orphan')
    expect(session.alarms).toHaveLength(0)
  })
})
