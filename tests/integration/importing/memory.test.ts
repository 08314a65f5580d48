import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTables } from '../../../electron/importing/tables.ts'
import { type TableRow } from '../../../electron/ports/tables.ts'
import { bookOf, rowOf, testFolder } from './hand-made.ts'

const at = testFolder()
const ROWS = 50_000
const COLUMNS = 15
const MIB = 1024 * 1024
/** What reading may keep on the heap beyond what was there before it. The rows themselves are over 100 MiB. */
const BOUND = 16 * MIB

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heap = () => {
  collect()
  return process.memoryUsage().heapUsed
}

const headings = Array.from({ length: COLUMNS }, (_, j) => `列${j}`)
const value = (i: number, j: number) => `第 ${i} 行 ${j} 某某文化传播有限公司`

/** Largest heap, garbage taken away, while the rows go by; `keep` is the control that holds on to them. */
async function growth(path: string, keep?: TableRow[]): Promise<{ rows: number; bytes: number }> {
  const before = heap()
  const opened = await createTables().open(path)
  if (!opened.ok) throw new Error(opened.error.text.en)
  let rows = 0
  let most = 0
  for await (const row of opened.value.rows()) {
    if (!row.ok) throw new Error(row.error.text.en)
    keep?.push(row.value)
    if (++rows % 10_000 === 0) most = Math.max(most, heap())
  }
  await opened.value.close()
  return { rows, bytes: most - before }
}

describe('memory stays flat over 50,000 rows of 15 columns', () => {
  beforeAll(async () => {
    const writer = createTables().writeXlsx(at('own.xlsx'), '表', headings)
    const before = heap()
    for (let i = 0; i < ROWS; i++) writer.addRow(headings.map((_, j) => ({ value: value(i, j) })))
    expect(heap() - before).toBeLessThan(BOUND)
    await writer.close()
  })
  it('xlsx with texts in its cells', async () => {
    const flat = await growth(at('own.xlsx'))
    expect(flat.rows).toBe(ROWS)
    expect(flat.bytes).toBeLessThan(BOUND)
  })
  it('xlsx with 250,000 shared strings', async () => {
    const n = 250_000
    const shared = Array.from({ length: n }, (_, i) => `<si><t>${value(i, 0)}</t></si>`).join('')
    const head = rowOf(1, ...headings.slice(0, 5).map(h => `<c t="str"><v>${h}</v></c>`))
    const rows = Array.from({ length: n / 5 }, (_, i) =>
      rowOf(i + 2, ...[0, 1, 2, 3, 4].map(j => `<c t="s"><v>${i * 5 + j}</v></c>`)),
    )
    writeFileSync(at('shared.xlsx'), bookOf({ sheets: { 一: head + rows.join('') }, shared }))
    const { rows: read, bytes } = await growth(at('shared.xlsx'))
    expect(read).toBe(n / 5)
    expect(bytes).toBeLessThan(BOUND)
  })
  it('csv and json, and the measure itself notices rows that are kept', async () => {
    const names = headings.map(h => `"${h}"`)
    const line = (i: number) => names.map((_, j) => `"${value(i, j)}"`).join(',')
    const object = (i: number) => `{${names.map((name, j) => `${name}:"${value(i, j)}"`).join(',')}}`
    const all = Array.from({ length: ROWS }, (_, i) => i)
    writeFileSync(at('big.csv'), `${names.join(',')}\n${all.map(line).join('\n')}`)
    writeFileSync(at('big.json'), `[${all.map(object).join(',\n')}]`)
    for (const name of ['big.csv', 'big.json']) {
      const { rows, bytes } = await growth(at(name))
      expect(rows).toBe(ROWS)
      expect(bytes).toBeLessThan(BOUND)
    }
    const kept = await growth(at('big.csv'), [])
    expect(kept.bytes).toBeGreaterThan(2 * BOUND)
  })
})
