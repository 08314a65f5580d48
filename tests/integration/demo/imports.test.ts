import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAdapters } from '../../../electron/app/adapters.ts'
import { demoBlocks } from '../../../electron/app/demo/demo-blocks.ts'
import { DEMO_OFFICE } from '../../../electron/app/demo/make-demo-office.ts'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { setOffice } from '../../../electron/usecases/common/settings.ts'
import { createImporter } from '../../../electron/usecases/importing/run-import.ts'
import { startImport } from '../../../electron/usecases/importing/start-import.ts'
import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { KIND_IDS, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { GOOD } from '../../../tools/demo/bad-files.ts'
import { demoFiles } from '../../../tools/demo/make-demo-inputs.ts'
import { builtinStandard, testWorkstation } from '../../builders/workstation-db.ts'
import { DEMO_FOLDER, tables } from './support.ts'

const CLERK: Actor = { userId: 'demo-clerk', name: '样例受理员', roles: ['clerk'] }
/** The fonts that come with the program, and none of this machine's. */
const renderer = createFaceRenderer({ systemFonts: { folders: [] } })

/**
 * Every fault that one row of a file can get by itself. Not here: faults that need a certain register (status-unfit,
 * licence-not-newest, licence-kind-wrong), that reading mends or tells first (not-a-date, not-in-table, item-twice,
 * wrong-type, holder-code-form), and photo-format, which needs a rule that takes fewer formats.
 */
const ROW_FAULTS = [
  ...['kind-unknown', 'kind-ambiguous', 'event-unknown', 'event-not-imported', 'event-not-allowed'],
  ...['licence-not-found', 'cell-damaged', 'value-unreadable', 'missing', 'too-long', 'bad-character'],
  ...['out-of-range', 'too-precise', 'too-many-items', 'unknown-region', 'closed-for-new', 'holder-code'],
  ...[
    'birth-date-unlike-id',
    'gender-unlike-id',
    'in-future',
    'scope-set',
    'foreign-outbound',
    'glyph-missing',
  ],
  ...['photo-path', 'photo-missing', 'photo-unreadable', 'photo-size', 'photo-pixels', 'photo-shape'],
  ...[
    'number-missing',
    'number-taken',
    'identifier-wrong',
    'identifier-taken',
    'issue-date-missing',
    'number-lent',
    'row-twice',
    'status-unknown',
    'status-contradicts',
    'expiry-contradicts',
  ],
  ...['valid-to-missing', 'dates-order'],
]

interface Imported {
  readonly job: ImportJob
  readonly faults: readonly ImportFault[]
}

type Workstation = Awaited<ReturnType<typeof testWorkstation>>

/** Imports a committed file into a workstation on a real disk, by the use cases that the program calls. */
async function importDemo(
  ws: Workstation,
  name: string,
  kind: KindId | null,
  purpose: ImportJob['purpose'],
): Promise<Imported> {
  const { db, clock, folder, key } = ws
  const adapters = createAdapters({ db, clock, dataDir: folder, dataKey: key, standard: builtinStandard })
  const ports = { ...adapters, missingCharacters: (text: string) => renderer.missingCharacters(text) }
  const options = { kind, papersAtHand: true, originNote: purpose === 'stock' ? '样例存量' : null }
  const started = await startImport(ports)(CLERK, { path: path.join(DEMO_FOLDER, name), purpose, options })
  if (!started.ok) throw new Error(`${name}: ${started.error.text.en}`)
  const run = await createImporter(ports).run(CLERK, { jobId: started.value.job.id })
  if (!run.ok) throw new Error(`${name}: ${run.error.text.en}`)
  const faults = ws.db.read(stores => stores.imports.faults(run.value.id, { limit: 1000 }))
  return { job: run.value, faults }
}

/** The demonstration office with the numbers lent to it. */
async function office(): Promise<Workstation> {
  const ws = await testWorkstation()
  ws.clock.set('2026-11-23T02:00:00.000Z')
  ws.db.write(stores => {
    setOffice(stores, DEMO_OFFICE)
    for (const block of demoBlocks(KIND_IDS, DEMO_OFFICE, ws.clock.now()))
      stores.numbers.addBlock({ block, next: 0, importedAt: ws.clock.now(), signer: '样例全国库' })
  })
  return ws
}

/** A hidden mark has no glyph either: that is told as one fault. */
function said(fault: ImportFault) {
  const codes = [...new Set(fault.faults.map(f => f.code))]
  return {
    row: fault.row,
    codes: codes.includes('bad-character') ? codes.filter(code => code !== 'glyph-missing') : codes,
  }
}

/** What each row of a file of bad rows says of itself. */
async function expectations(name: string): Promise<readonly { row: number; expected: string }[]> {
  const opened = await tables.open(path.join(DEMO_FOLDER, name))
  if (!opened.ok) throw new Error(opened.error.text.en)
  const found: { row: number; expected: string }[] = []
  for await (const row of opened.value.rows())
    if (row.ok) found.push({ row: row.value.row, expected: String(row.value.cells['预期']) })
  await opened.value.close()
  return found
}

describe('importing the demonstration inputs', () => {
  it.each([
    ['.xlsx', 8],
    ['-gb18030.csv', 7],
    ['.csv', 7],
    ['.json', 7],
  ])('takes every row of the files *%s, each into its own office', async (ending, count) => {
    const ws = await office()
    const files = demoFiles()
      .filter(f => f.name.endsWith(ending) && !/^(?:bad-|stock)/.test(f.name))
      .filter(f => ending === '-gb18030.csv' || !f.name.endsWith('-gb18030.csv'))
    expect(files).toHaveLength(count)
    for (const file of files) {
      const { job, faults } = await importDemo(ws, file.name, file.kind, 'applications')
      expect({ file: file.name, faults: faults.map(said), failure: job.failure, good: job.good }).toEqual({
        file: file.name,
        faults: [],
        failure: null,
        good: file.rows.length,
      })
    }
  })

  it('takes the whole stock with its numbers as they are kept', async () => {
    const ws = await office()
    const file = demoFiles().find(f => f.name === 'stock.xlsx')
    const { job, faults } = await importDemo(ws, 'stock.xlsx', null, 'stock')
    expect(faults.map(said)).toEqual([])
    expect(job.good).toBe(file?.rows.length)
    for (const row of file?.rows ?? []) {
      const [found] = ws.db.read(stores => stores.licences.byNumber(row.kind, String(row.values['certNo'])))
      expect(found).toMatchObject({
        origin: 'stock',
        status: row.status,
        originNote: '样例存量',
        holderCode: row.values['holderCode'],
        issueDate: row.values['issueDate'],
        validTo: row.values['validTo'],
        identifier: row.values['certIdentifier'] ?? null,
      })
    }
  })

  it.each([
    ['bad-rows.xlsx', 'applications'],
    ['bad-rows.csv', 'applications'],
    ['bad-stock.xlsx', 'stock'],
  ] as const)('%s: every row gets the one fault that it names', async (name, purpose) => {
    const { job, faults } = await importDemo(await office(), name, null, purpose)
    const rows = await expectations(name)
    const bad = new Map(faults.map(fault => [fault.row, said(fault).codes.join()]))
    expect(rows.map(({ row }) => ({ row, expected: bad.get(row) ?? GOOD }))).toEqual(rows)
    expect(job.good).toBe(rows.filter(row => row.expected === GOOD).length)
    expect(job.good).toBeGreaterThan(0)
  })

  it('has a bad row for every fault that a row can get', async () => {
    const rows = [...(await expectations('bad-rows.xlsx')), ...(await expectations('bad-stock.xlsx'))]
    const codes = new Set(rows.map(row => row.expected))
    codes.delete(GOOD)
    expect([...codes].sort()).toEqual([...ROW_FAULTS].sort())
  })
})
