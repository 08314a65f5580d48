import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { channel, openChannel } from '../../shared/contract/define.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { createGate, WINDOW_ORIGIN, type GateKeeper, type HandlersOf } from './gate.ts'
import { signInNeeded } from './refusals.ts'

const contract = {
  'sum.add': channel<number>()({
    input: z.strictObject({ a: z.int(), b: z.int() }),
    errors: ['too-large'],
  }),
  'sum.zero': openChannel<number>()({ input: z.strictObject({}) }),
} as const

interface Caller {
  readonly name: string
}

const tooLarge = appError('too-large', words('太大', 'Too large'))

const handlers: HandlersOf<typeof contract, Caller> = {
  'sum.add': (_caller, { a, b }) => {
    if (a === 13) throw new Error(`secret ${b}`)
    return a + b > 100 ? err(tooLarge) : ok(a + b)
  },
  'sum.zero': () => ok(0),
}

function gateFor(caller: Caller | null) {
  const log: string[] = []
  const keeper: GateKeeper<Caller> = {
    caller: access => caller ?? (access === 'anyone' ? null : signInNeeded),
    fault: (_error, name) => {
      log.push(`fault ${name}`)
      return 'F-1'
    },
    refused: (code, name) => void log.push(`${code} ${name ?? '-'}`),
  }
  const gate = createGate(contract, handlers, keeper)
  const page = { origin: WINDOW_ORIGIN, mainFrame: true }
  return { log, call: async (call: unknown) => JSON.parse(await gate(JSON.stringify(call), page)) as unknown }
}

describe('the gate', () => {
  it('answers who may call, and keeps out who may not', async () => {
    const nobody = gateFor(null)
    expect(await nobody.call({ channel: 'sum.zero', input: {} })).toEqual({ ok: true, value: 0 })
    expect(await nobody.call({ channel: 'sum.add', input: { a: 1, b: 2 } })).toMatchObject({
      error: { code: 'sign-in-needed' },
    })
    const somebody = gateFor({ name: 'x' })
    expect(await somebody.call({ channel: 'sum.add', input: { a: 1, b: 2 } })).toEqual({ ok: true, value: 3 })
    expect(await somebody.call({ channel: 'sum.add', input: { a: 99, b: 2 } })).toMatchObject({
      error: { code: 'too-large' },
    })
  })

  it('tells where an input does not fit, never what stood there', async () => {
    const gate = gateFor({ name: 'x' })
    const reply = await gate.call({ channel: 'sum.add', input: { a: '110101199003070000', b: 1 } })
    expect(reply).toMatchObject({ error: { code: 'input-invalid', data: { at: ['a: invalid_type'] } } })
    expect(JSON.stringify(reply)).not.toContain('1101011990')
    expect(gate.log).toEqual(['input-invalid sum.add'])
  })

  it('takes one shape of call, and nothing beside it', async () => {
    const gate = gateFor({ name: 'x' })
    for (const call of ['sum.zero', null, [], { channel: 7 }, { channel: 'sum.zero', input: {}, more: 1 }])
      expect(await gate.call(call)).toMatchObject({ ok: false, error: { code: 'call-malformed' } })
    expect(new Set(gate.log)).toEqual(new Set(['call-malformed -']))
  })

  it('answers a fault with an id and nothing of what went wrong', async () => {
    const gate = gateFor({ name: 'x' })
    const reply = JSON.stringify(await gate.call({ channel: 'sum.add', input: { a: 13, b: 7 } }))
    expect(reply).toContain('F-1')
    expect(reply).not.toContain('secret')
    expect(gate.log).toEqual(['fault sum.add'])
  })

  it('compiles only with every handler, under its name, failing as the contract says', () => {
    // @ts-expect-error one handler is missing
    const missing: HandlersOf<typeof contract, Caller> = { 'sum.zero': () => ok(0) }
    const misnamed: HandlersOf<typeof contract, Caller> = {
      ...handlers,
      // @ts-expect-error there is no such channel
      'sum.ad': () => ok(0),
    }
    const undeclared: HandlersOf<typeof contract, Caller> = {
      ...handlers,
      // @ts-expect-error the contract does not name that code
      'sum.zero': () => err(tooLarge),
    }
    const wrong: HandlersOf<typeof contract, Caller> = {
      ...handlers,
      // @ts-expect-error a text is no number
      'sum.zero': () => ok('0'),
    }
    const careless: HandlersOf<typeof contract, Caller> = {
      ...handlers,
      // @ts-expect-error nobody may be signed in there
      'sum.zero': caller => ok(caller.name.length),
    }
    expect([missing, misnamed, undeclared, wrong, careless]).toHaveLength(5)
  })
})
