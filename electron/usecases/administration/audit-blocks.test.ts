import { describe, expect, it } from 'vitest'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { workstationWithLicence } from '../../../tests/builders/issued.ts'
import { ADMINISTRATOR, aBlock, aLicence } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { type Stores } from '../../ports/database.ts'
import { auditBlocks, type BlockFaultCode } from './audit-blocks.ts'

const at = '2026-03-02T01:00:00.000Z' as Instant
const block = aBlock()
const blockId = block.blockId
const { id: licenceId } = aLicence()
const use = { blockId, index: 0, number: numberAt(block, 0), licenceId, at }
const skip = { blockId, index: 1, number: numberAt(block, 1), licenceId, at }
const blocks = (next: number) => () => [{ block, next, importedAt: at, signer: 's' }]

describe('the audit of blocks', () => {
  it('finds nothing where all is well', async () => {
    const ws = await workstationWithLicence()
    expect(await auditBlocks(ws)(ADMINISTRATOR)).toEqual({ blocks: 1, used: 1, licences: 1, faults: [] })
  })
  it('finds gaps, uses without licence, overlaps, and numbers that nobody lent', async () => {
    const ws = await testWorkstation()
    ws.db.write(stores => {
      stores.numbers.addBlock({ block: aBlock(), next: 3, importedAt: at, signer: 's' })
      stores.numbers.addBlock({
        block: aBlock({ blockId: 'B2', counters: { national: { from: 1083 }, local: { from: 78 } } }),
        next: 0,
        importedAt: at,
        signer: 's',
      })
      stores.licences.insert(aLicence({ number: '京网文〔2026〕9999-999号' }))
      stores.licences.insert(
        aLicence({
          id: 'stock',
          identifier: null,
          number: '京网文〔2020〕1-1号',
          origin: 'stock',
          originNote: '旧',
        }),
      )
    })
    const audit = await auditBlocks(ws)(ADMINISTRATOR)
    expect(audit.faults.map(({ code, blockId, number }) => [code, blockId, number])).toEqual([
      ['blocks-overlap', 'B2', '京网文〔2026〕1083-078号'],
      ['gap', 'B-2026-0001', '京网文〔2026〕1034-029号'],
      ['gap', 'B-2026-0001', '京网文〔2026〕1035-030号'],
      ['gap', 'B-2026-0001', '京网文〔2026〕1036-031号'],
      ['number-not-lent', null, '京网文〔2026〕9999-999号'],
    ])
  })
  it('knows a number kept from stock', async () => {
    const ws = await testWorkstation()
    ws.db.write(stores => {
      const stock = aLicence({
        id: 'v1',
        identifier: null,
        number: '京网文〔2020〕1-1号',
        origin: 'stock',
        originNote: '旧',
      })
      stores.licences.insert(stock)
      stores.licences.insert(
        aLicence({ id: 'v2', lineageId: 'v1', version: 2, number: stock.number, event: 'renew' }),
      )
    })
    expect((await auditBlocks(ws)(ADMINISTRATOR)).faults).toEqual([])
  })

  // The stores refuse to write these: only a database that somebody else wrote, or a bug below, has them.
  const told: readonly (readonly [string, readonly BlockFaultCode[], Partial<Stores['numbers']>])[] = [
    [
      'a use of a licence that is not there',
      ['licence-missing'],
      { uses: () => [{ ...use, licenceId: 'gone' }] },
    ],
    [
      'a use of another number than the one at its place',
      ['gap', 'number-wrong'],
      { blocks: blocks(2), uses: () => [{ ...use, index: 1 }] },
    ],
    ['a use of a number that the block takes for free', ['use-behind-next'], { blocks: blocks(0) }],
    [
      'a number passed over that no other licence bears',
      ['skip-unfounded'],
      { blocks: blocks(2), skips: () => [skip] },
    ],
  ]
  it.each(told)('finds %s', async (_, codes, numbers) => {
    const ws = await workstationWithLicence()
    const read = <T>(work: (stores: Stores) => T): T =>
      ws.db.read(stores => work({ ...stores, numbers: { ...stores.numbers, ...numbers } }))
    const { faults } = await auditBlocks({ ...ws, db: { ...ws.db, read } })(ADMINISTRATOR)
    expect(faults.map(fault => fault.code)).toEqual(codes)
  })

  it('finds one number on two licences', async () => {
    const ws = await workstationWithLicence()
    const read = <T>(work: (stores: Stores) => T): T =>
      ws.db.read(stores => {
        const byNumber: Stores['licences']['byNumber'] = (kind, number) => [
          ...stores.licences.byNumber(kind, number),
          aLicence({ id: 'other', number }),
        ]
        return work({ ...stores, licences: { ...stores.licences, byNumber } })
      })
    const { faults } = await auditBlocks({ ...ws, db: { ...ws.db, read } })(ADMINISTRATOR)
    expect(faults.map(fault => fault.code)).toEqual(['number-doubled'])
  })
})
