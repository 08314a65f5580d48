import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoBlocks } from '../../../electron/app/demo/demo-blocks.ts'
import { DEMO_OFFICE } from '../../../electron/app/demo/make-demo-office.ts'
import { mapHeadings } from '../../../shared/domain/import/headings.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { blockSelector } from '../../../shared/domain/kinds/rules.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { columnsOf } from '../../../tools/demo/columns.ts'
import { demoFiles } from '../../../tools/demo/make-demo-inputs.ts'
import { builtinStandard } from '../../builders/workstation-db.ts'
import { bytesOf, DEMO_FOLDER, given, readDemo, withPhoto } from './support.ts'

const files = demoFiles()
const good = files.filter(file => !file.name.startsWith('bad-'))
const applications = good.filter(file => file.name !== 'stock.xlsx')
const ofKind = (kind: string) => good.filter(file => file.kind === kind)

/** Any day after the demonstration was made will do: nothing in the files lies later. */
const TODAY = '2026-03-02' as CivilDate
const NOW = '2026-03-02T01:00:00.000Z' as Instant

describe('the committed files', () => {
  it('are those that the tool makes, byte for byte', () => {
    for (const file of files)
      expect(Buffer.compare(bytesOf(file.name), file.bytes), `${file.name} differs: make them anew`).toBe(0)
  })

  it('are all there, and nothing else is', () => {
    const names = fs.readdirSync(DEMO_FOLDER).filter(name => /\.(?:xlsx|csv|json)$/.test(name))
    expect(names.sort()).toEqual(files.map(file => file.name).sort())
    expect(names).toHaveLength(7 * 4 + 5)
    expect(names.every(name => /^[\x21-\x7e]+$/.test(name))).toBe(true)
  })

  it('keep the pictures below a megabyte', () => {
    const photos = path.join(DEMO_FOLDER, 'photos')
    const bytes = fs
      .readdirSync(photos)
      .reduce((sum, name) => sum + fs.statSync(path.join(photos, name)).size, 0)
    expect(bytes).toBeLessThan(1024 * 1024)
  })

  it('are all named in the README', () => {
    const readme = fs.readFileSync(path.join(DEMO_FOLDER, 'README.md'), 'utf8')
    const shown = files.filter(file => file.kind === null).map(file => file.name)
    for (const name of [...shown, ...KIND_IDS]) expect(readme).toContain(name)
  })
})

describe('every good file', () => {
  it.each(good.map(file => [file.name, file] as const))(
    '%s is read as what it was made from',
    async (name, file) => {
      const { head, rows } = await readDemo(name, file.kind)
      expect(rows.map(row => row.faults).flat()).toEqual([])
      expect(
        rows.map(row => ({
          row: row.row,
          kind: row.kind?.id,
          event: row.event,
          values: given(row.values),
          photo: row.photo?.text,
        })),
      ).toEqual(
        file.rows.map(row => ({
          row: row.row,
          kind: row.kind,
          event: 'new',
          values: given(row.values),
          photo: row.photo,
        })),
      )
      const encoding = name.endsWith('-gb18030.csv') ? 'gb18030' : name.endsWith('.csv') ? 'utf-8' : undefined
      expect(head.encoding).toBe(encoding)
    },
  )

  it.each(good.map(file => [file.name, file] as const))('%s has nothing but warnings', async (name, file) => {
    const stock = name === 'stock.xlsx'
    const { rows } = await readDemo(name, file.kind)
    const faults = rows.flatMap(row =>
      checkFields(builtinStandard.kind(row.kind?.id ?? 'entertainment'), withPhoto(row), {
        regions: builtinStandard.regions,
        event: 'new',
        today: TODAY,
        issuer: DEMO_OFFICE,
        stock,
      })
        .filter(finding => finding.severity === 'fault')
        .map(finding => ({ row: row.row, field: finding.field, code: finding.code })),
    )
    expect(faults).toEqual([])
  })
})

describe('the files of a kind', () => {
  it.each(KIND_IDS)('%s: the four formats say the same', async kind => {
    const read = await Promise.all(ofKind(kind).map(file => readDemo(file.name, kind)))
    expect(read.map(file => file.head.format).sort()).toEqual(['csv', 'csv', 'json', 'xlsx'])
    const values = read.map(file =>
      file.rows.map(row => ({ values: given(row.values), photo: row.photo?.text })),
    )
    const shared = Math.min(...values.map(rows => rows.length))
    expect(shared).toBeGreaterThanOrEqual(8)
    for (const rows of values) expect(rows.slice(0, shared)).toEqual(values[0]?.slice(0, shared))
  })

  it.each(KIND_IDS)(
    '%s: the formats have other headings, all of them known, one column passed over',
    kind => {
      const definition = builtinStandard.kind(kind)
      const formats = (['xlsx', 'csv', 'gb18030', 'json'] as const).map(format => columnsOf(kind, format))
      for (const columns of formats) {
        const map = mapHeadings(
          definition,
          columns.map(column => column.heading.replace(/\s+/g, ' ')),
        )
        const ignored = columns.filter(column => 'remarks' in column).map(column => column.heading)
        expect({ ambiguous: map.ambiguous, missing: map.missing, unknown: map.unknown }).toEqual({
          ambiguous: [],
          missing: [],
          unknown: ignored,
        })
      }
      const name = (columns: (typeof formats)[number]) =>
        columns.find(column => 'field' in column && column.field === 'holderCode')?.heading
      expect(new Set(formats.map(name)).size).toBe(4)
    },
  )

  it.each(KIND_IDS)('%s: long names, rare characters, extension B where every program has it', kind => {
    const rows = (ending: string) => good.find(file => file.name === kind + ending)?.rows ?? []
    const text = (ending: string) => JSON.stringify(rows(ending).map(row => row.values))
    const longest = Math.max(...rows('.xlsx').map(row => [...String(row.values['holderName'])].length))
    const person = builtinStandard.kind(kind).holder === 'person'
    expect(longest).toBeGreaterThanOrEqual(person ? 18 : 60)
    expect(text('.csv')).toMatch(/[𬭎㛃䶮𫍯]/u)
    expect(text('.xlsx')).toContain('𣲗')
    expect(text('.json')).toContain('𣲗')
    expect(text('-gb18030.csv')).not.toContain('𣲗')
  })
})

describe('the numbers that the demonstration has been lent', () => {
  const blocks = demoBlocks(KIND_IDS, DEMO_OFFICE, NOW)
  const key = (selector: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(selector).sort())
  const held = new Map<string, number>()
  for (const block of blocks) {
    const at = `${block.kind} ${key(block.selector)}`
    held.set(at, (held.get(at) ?? 0) + block.count)
  }

  it('serve every good row, and all good files together', () => {
    const wanted = new Map<string, number>()
    for (const row of applications.flatMap(file => file.rows)) {
      const at = `${row.kind} ${key(blockSelector({ id: row.kind }, row.values, TODAY, DEMO_OFFICE))}`
      wanted.set(at, (wanted.get(at) ?? 0) + 1)
    }
    expect(wanted.size).toBeGreaterThanOrEqual(11)
    for (const [at, count] of wanted) expect(held.get(at) ?? 0, at).toBeGreaterThanOrEqual(count)
  })
})

describe('the mixed file', () => {
  it('has 1,000 rows of all seven kinds', () => {
    const rows = good.find(file => file.name === 'mixed-1000.xlsx')?.rows ?? []
    expect(rows).toHaveLength(1000)
    expect(new Set(rows.map(row => row.kind)).size).toBe(7)
    expect(new Set(rows.map(row => `${row.kind} ${String(row.values['holderCode'])}`)).size).toBe(1000)
  })
})
