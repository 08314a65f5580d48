import fs from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { ok } from '../../shared/kernel/result.ts'
import { type Order } from '../app/administration.ts'
import { listenForOrders, sendOrder } from './control.ts'

const home = fs.mkdtempSync(path.join(tmpdir(), 'lw-control-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** Sends bytes as they are and ends; everything that came back. */
const say = (bytes: Uint8Array): Promise<string> =>
  new Promise(resolve => {
    const socket = net.connect(path.join(home, 'control.sock'))
    let heard = ''
    socket.on('data', piece => (heard += String(piece)))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
    socket.end(bytes)
  })

it('carries orders to the process that listens, and nothing else', async () => {
  expect(await sendOrder(home, { act: 'workstations' })).toBeUndefined()
  const taken: Order[] = []
  const faults: unknown[] = []
  const listen = () =>
    listenForOrders(
      home,
      async order => {
        taken.push(order)
        if (order.act === 'revoke') throw new Error('broken')
        return ok({ done: order.act })
      },
      error => void faults.push(error),
    )
  const stop = await listen()
  expect(fs.statSync(path.join(home, 'control.sock')).mode & 0o777).toBe(0o600)
  expect(await sendOrder(home, { act: 'workstations' })).toEqual(ok({ done: 'workstations' }))
  const line = (text: string) => new Uint8Array(Buffer.from(`${text}\n`))
  for (const bad of ['', '{}', '{"act":"workstations","more":1}', '[1]', '{"act":"drop"}', '\u0000'])
    expect(await say(line(bad)), bad).toBe('')
  expect(await say(line('x'.repeat(200_000)))).toBe('')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
      expect(await say(bytes)).toBe('')
    }),
    { numRuns: 50 },
  )
  expect(taken).toEqual([{ act: 'workstations' }])
  await expect(sendOrder(home, { act: 'revoke', id: 'x' })).rejects.toThrow('broke off')
  expect(faults).toHaveLength(1)
  await stop()
  expect(await sendOrder(home, { act: 'workstations' })).toBeUndefined()
  // What a killed process left behind is in nobody’s way.
  fs.writeFileSync(path.join(home, 'control.sock'), '')
  await (
    await listen()
  )()
})
