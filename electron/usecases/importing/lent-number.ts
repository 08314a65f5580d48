import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { indexInBlock } from '../../../shared/domain/numbering/index-in-block.ts'
import { recogniseNumber } from '../../../shared/domain/numbering/number.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type RowFault } from './read-row.ts'

/**
 * Why that number cannot come in as stock: a number of a lent block is for licences to come. Taken over, it would stand in
 * the way of the block, or on two licences.
 */
export function lentNumberFaults(stores: Stores, kind: KindDefinition, text: string): readonly RowFault[] {
  const { number } = recogniseNumber(kind, text)
  const lent = stores.numbers.blocks(kind.id).find(({ block }) => indexInBlock(block, number) !== undefined)
  if (!lent) return []
  const { blockId } = lent.block
  return [
    {
      field: 'certNo',
      heading: null,
      code: 'number-lent',
      text: words(
        `编号 ${number} 属于借给本工作站的号段 ${blockId}，存量证照不应有此编号；请核对原证，确已使用的请联系号段下发单位`,
        `The number ${number} belongs to block ${blockId}, lent to this workstation: compare it with the licence; if it was really used, tell the lending store`,
      ),
    },
  ]
}
