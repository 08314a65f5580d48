import { type Stores } from '../../ports/database.ts'

const HELD = 'held-blocks'

/**
 * Blocks that no number may be taken from. A restored database does not know which numbers were used after its backup was
 * made: taking one could put the same number on two licences.
 */
export const heldBlocksOf = (stores: Stores): readonly string[] =>
  (stores.settings.get(HELD) as readonly string[] | undefined) ?? []

export function setHeldBlocks(stores: Stores, blockIds: readonly string[]): void {
  stores.settings.set(HELD, [...blockIds])
}
