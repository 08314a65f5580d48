import { expect, it } from 'vitest'
import { watchInterrupts } from './interrupt.ts'

const watching = (): number => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')

it('asks to pause once, ends at the second signal, and watches no more when stopped', () => {
  const told: string[] = []
  const before = watching()
  const { signal, stop } = watchInterrupts(
    () => told.push('pause'),
    () => told.push('end'),
  )
  expect(watching()).toBe(before + 2)
  expect(signal.aborted).toBe(false)
  process.emit('SIGINT')
  expect([signal.aborted, told]).toEqual([true, ['pause']])
  process.emit('SIGTERM')
  expect(told).toEqual(['pause', 'end'])
  stop()
  expect(watching()).toBe(before)
})
