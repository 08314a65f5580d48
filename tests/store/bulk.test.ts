import fc from 'fast-check'
import { expect, it } from 'vitest'
import { insertMany, updateMany } from '../../national-store/usecases/common/bulk.ts'
import { eachStore } from './each-store.ts'

/** Anything that PostgreSQL can keep, with the marks between values and the signs of arrays more often than by chance. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('\u001e', '\u001f', '"', '\\', ',', '{', '}', 'N', '例', '𬭎', '\n', ' '),
  }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map(value => value.replaceAll('\0', '')),
  fc.constantFrom('', 'NULL', '\u001f', '\u001e'),
)
const row = fc.record({
  t: fc.option(text),
  j: fc.option(text),
  n: fc.option(fc.maxSafeInteger()),
  b: fc.option(fc.boolean()),
})

eachStore('many rows by one statement', store => {
  it('come back as they went, whatever stands in them', async () => {
    const { sql } = await store.fresh()
    await sql.query('CREATE TABLE many (at int, t text, j jsonb, n bigint, b boolean)')
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async rows => {
        await sql.query('DELETE FROM many')
        const inserted = await insertMany(
          sql,
          'many',
          [
            ['at', 'int', rows.map((_, i) => i)],
            ['t', 'text', rows.map(r => r.t)],
            ['j', 'jsonb', rows.map(r => (r.j === null ? null : JSON.stringify(r.j)))],
            ['n', 'bigint', rows.map(r => r.n)],
            ['b', 'boolean', rows.map(r => r.b)],
          ],
          'RETURNING at',
        )
        expect(inserted).toHaveLength(rows.length)
        const read = () => sql.query('SELECT t, j, n, b FROM many ORDER BY at')
        expect(await read()).toEqual(rows)
        const turned = [...rows].reverse()
        const ats: readonly [string, string, readonly number[]] = ['at', 'int', rows.map((_, i) => i)]
        await updateMany(sql, 'many', [ats], [['t', 'text', turned.map(r => r.t)]])
        expect((await read()).map(r => r['t'])).toEqual(turned.map(r => r.t))
      }),
      { numRuns: store.kind === 'pglite' ? 60 : 150 },
    )
  })
})
