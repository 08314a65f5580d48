import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder, testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { createTables } from '../../importing/tables.ts'
import { setOffice } from '../common/settings.ts'
import { createImporter } from './run-import.ts'
import { startImport } from './start-import.ts'

const CLERK: Actor = { userId: 'clerk', name: '样例受理员', roles: ['clerk'] }

const STOCK = {
  证照类型: '旅行社业务经营许可证',
  证照编号: 'L-ZJ-90001',
  旅行社名称: '杭州样例山水旅行社有限公司',
  统一社会信用代码: '91330102000001097C',
  发证日期: '2020-05-06',
}

/** Imports rows as stock into a new workstation; nobody listens to its progress unless told. */
async function importStock(rows: readonly object[], onProgress?: () => void) {
  const ws = await testWorkstation()
  ws.db.write(stores =>
    setOffice(stores, {
      name: '样例省文化和旅游厅',
      code: '11330000MB0000DM01',
      region: '330000',
      level: 'province',
      workstationId: 'TEST-WS-01',
      specimen: true,
    }),
  )
  const file = path.join(temporaryFolder(), 'stock.json')
  fs.writeFileSync(file, JSON.stringify(rows))
  const ports = { ...ws, tables: createTables(), missingCharacters: () => [] }
  const options = { kind: null, papersAtHand: true, originNote: null }
  const started = await startImport(ports)(CLERK, { path: file, purpose: 'stock', options })
  if (!started.ok) throw new Error(started.error.text.en)
  const { id } = started.value.job
  const run = await createImporter(ports).run(CLERK, { jobId: id, ...(onProgress ? { onProgress } : {}) })
  if (!run.ok) throw new Error(run.error.text.en)
  return { job: run.value, faults: ws.db.read(stores => stores.imports.faults(id, { limit: 10 })) }
}

describe('running an import', () => {
  it('takes the rows whether or not anybody listens to its progress', async () => {
    let heard = 0
    const quiet = await importStock([STOCK])
    const loud = await importStock([STOCK], () => heard++)
    expect(quiet.job).toMatchObject({ state: 'done', good: 1, bad: 0, lastRow: 1 })
    expect(loud.job).toMatchObject({ state: 'done', good: 1, bad: 0, lastRow: 1 })
    expect(heard).toBe(1)
  })

  it('refuses stock whose last day lies before its first, or whose number is too long', async () => {
    const { job, faults } = await importStock([
      { ...STOCK, 有效期起: '2020-05-06', 有效期至: '2019-05-06' },
      { ...STOCK, 证照编号: `L-ZJ-${'9'.repeat(60)}` },
    ])
    expect(job).toMatchObject({ good: 0, bad: 2 })
    expect(faults.map(row => row.faults.map(f => [f.field, f.code]))).toEqual([
      [['validTo', 'dates-order']],
      [['certNo', 'too-long']],
    ])
  })
})
