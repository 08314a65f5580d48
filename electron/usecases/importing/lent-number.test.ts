import { describe, expect, it } from 'vitest'
import { aBlock } from '../../../tests/builders/records.ts'
import { builtinStandard, testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { lentNumberFaults } from './lent-number.ts'

describe('a number of stock', () => {
  it('is refused when a block lent to this workstation holds it, however it is typed', async () => {
    const ws = await testWorkstation()
    ws.db.write(s =>
      s.numbers.addBlock({ block: aBlock(), next: 0, importedAt: ws.clock.now(), signer: 's' }),
    )
    const said = (text: string) =>
      ws.db.read(s => lentNumberFaults(s, builtinStandard.kind('network-culture'), text).map(f => f.code))
    expect(said('京网文〔2026〕1034-029号')).toEqual(['number-lent'])
    expect(said('京网文[2026]1083-078号')).toEqual(['number-lent'])
    expect(said('京网文（2026）1084-079')).toEqual([])
    expect(said('京网文〔2025〕1034-029号')).toEqual([])
    const other = ws.db.read(s =>
      lentNumberFaults(s, builtinStandard.kind('tour-guide'), '京网文〔2026〕1034-029号'),
    )
    expect(other).toEqual([])
  })
})
