import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NumberNotLentError, NumberOrderError } from '../../../electron/db/stores/numbers.ts'
import { type BlockState, type NumberUse } from '../../../electron/ports/stores/numbers.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { block, idOf, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const state = (id: string, changes = {}, next = 0): BlockState => ({
  block: block(id, changes),
  next,
  importedAt: T0,
  signer: 'CN=store',
})

const use = (blockId: string, index: number, changes: Partial<NumberUse> = {}): NumberUse => ({
  blockId,
  index,
  number: numberAt(block(blockId), index),
  licenceId: idOf(index),
  at: T0,
  ...changes,
})

const take = (one: NumberUse) => bench.work.write(s => s.numbers.take(one))

describe('number blocks', () => {
  it('are kept whole, once each, in the order of coming', async () => {
    const a = state('a')
    const b = state('b', { kind: 'tour-guide', template: '{serial:6}', counters: { serial: { from: 5 } } }, 3)
    const add = (s: BlockState) => bench.work.write(stores => stores.numbers.addBlock(s))
    expect([add(b), add(a)]).toEqual([true, true])
    expect(add(state('a', { count: 99 }, 7))).toBe(false)
    bench = await bench.reopen()
    bench.work.read(s => {
      expect(s.numbers.blocks()).toStrictEqual([b, a])
      expect(s.numbers.blocks('tour-guide')).toStrictEqual([b])
      expect(s.numbers.blocks('entertainment')).toEqual([])
    })
  })

  it('give their numbers in order, to the last, and none beyond', () => {
    bench.work.write(s => s.numbers.addBlock(state('a')))
    expect(() => take(use('a', 1))).toThrow(NumberOrderError)
    for (let i = 0; i < 10; i++) take(use('a', i))
    expect(() => take(use('a', 9))).toThrow(NumberOrderError)
    expect(() => take({ ...use('a', 9), index: 10 })).toThrow(NumberOrderError)
    expect(() => take({ ...use('a', 0), blockId: 'unknown' })).toThrow(NumberOrderError)
    bench.work.read(s => {
      expect(s.numbers.blocks()[0]?.next).toBe(10)
      expect(s.numbers.uses('a')).toStrictEqual(Array.from({ length: 10 }, (_, i) => use('a', i)))
    })
  })

  it('give no number that the block does not hold there', () => {
    bench.work.write(s => s.numbers.addBlock(state('a')))
    expect(() => take(use('a', 0, { number: numberAt(block('a'), 1) }))).toThrow(NumberNotLentError)
    expect(() => take(use('a', 0, { number: '京网文〔2026〕9999-001号' }))).toThrow(NumberNotLentError)
    expect(bench.work.read(s => [s.numbers.blocks()[0]?.next, s.numbers.uses('a')])).toEqual([0, []])
  })

  it('give no number twice when two blocks overlap', () => {
    bench.work.write(s => {
      s.numbers.addBlock(state('a'))
      s.numbers.addBlock(state('b'))
    })
    take(use('a', 0))
    expect(() => take(use('b', 0))).toThrow(/used/)
    expect(bench.work.read(s => s.numbers.blocks().map(b => b.next))).toEqual([1, 0])
  })

  it('are never given back, and their log is append-only', () => {
    bench.work.write(s => s.numbers.addBlock(state('a')))
    take(use('a', 0))
    for (const sql of [
      'UPDATE number_block SET next = 0',
      'DELETE FROM number_block',
      `UPDATE number_use SET number = 'x'`,
      'DELETE FROM number_use',
      'INSERT OR REPLACE INTO number_use SELECT * FROM number_use',
      `INSERT INTO number_use VALUES ('a', 5, 'network-culture', '${use('a', 0).number}', 'x', 'x')`,
    ])
      expect(() => bench.db.run(sql), sql).toThrow()
    expect(bench.work.read(s => s.numbers.uses('a'))).toStrictEqual([use('a', 0)])
  })

  it('never double a number, whatever is interleaved, repeated and undone', () => {
    const act = fc.record({
      from: fc.constantFrom('a', 'b', 'c'),
      ahead: fc.constantFrom(0, 0, 0, 0, -1, 1),
      twice: fc.boolean(),
      undo: fc.boolean(),
    })
    let run = 0
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), acts => {
        run++
        const ids = new Map(['a', 'b', 'c'].map(letter => [letter, `${letter}${run}`]))
        const counters = (k: number) => ({
          national: { from: run * 30 + k * 5 },
          local: { from: 1 },
        })
        const blocks = new Map(
          [...ids.values()].map((id, k) => [id, block(id, { count: 5, counters: counters(k) })]),
        )
        bench.work.write(s => {
          for (const b of blocks.values())
            s.numbers.addBlock({ block: b, next: 0, importedAt: T0, signer: 'x' })
        })
        const next = new Map([...blocks.keys()].map(id => [id, 0]))
        for (const { from, ahead, twice, undo } of acts) {
          const id = ids.get(from) ?? ''
          const index = (next.get(id) ?? 0) + ahead
          const b = blocks.get(id)!
          const inside = index >= 0 && index < 5
          const one = { ...use('a', 0), blockId: id, index, number: inside ? numberAt(b, index) : 'x' }
          const work = () =>
            bench.work.write(s => {
              s.numbers.take(one)
              if (twice) s.numbers.take(one)
              if (undo) throw new Error('undone')
            })
          if (ahead === 0 && inside && !twice && !undo) {
            work()
            next.set(id, index + 1)
          } else expect(work).toThrow()
        }
        const used = bench.db.all('SELECT kind, number FROM number_use').map(r => JSON.stringify(r))
        expect(new Set(used).size).toBe(used.length)
        for (const [id, n] of next)
          expect(bench.work.read(s => s.numbers.uses(id)).map(u => u.index)).toEqual(
            Array.from({ length: n }, (_, i) => i),
          )
      }),
      { numRuns: 30 },
    )
  })
})
