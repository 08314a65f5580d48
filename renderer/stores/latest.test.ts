import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLatest } from './latest.ts'

describe('questions while somebody types', () => {
  it('end with the answer to the last one, whatever the order of keys and answers, and never two at once', async () => {
    const event = fc.oneof(fc.record({ key: fc.string({ maxLength: 3 }) }), fc.constant('answer' as const))
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async events => {
        let text = ''
        let running = 0
        const waiting: (() => void)[] = []
        const taken: string[] = []
        const latest = createLatest({
          wanted: () => text,
          async ask(question) {
            expect(++running).toBe(1)
            await new Promise<void>(resolve => waiting.push(resolve))
            running--
            return question
          },
          take(answer, question) {
            expect(answer).toBe(question)
            expect(question).toBe(text)
            taken.push(answer)
          },
        })
        const settle = () => new Promise(resolve => setImmediate(resolve))
        const all: Promise<void>[] = [latest.ask()]
        for (const one of events) {
          if (one === 'answer') waiting.shift()?.()
          else {
            text = one.key
            all.push(latest.ask())
          }
          await settle()
        }
        while (waiting.length > 0) {
          waiting.shift()?.()
          await settle()
        }
        await Promise.all(all)
        expect(taken.at(-1)).toBe(text)
        expect(latest.isAsking()).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
