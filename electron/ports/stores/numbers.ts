import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type BlockState } from '../../../shared/domain/numbering/block.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

export { type BlockState }

export interface NumberUse {
  readonly blockId: string
  readonly index: number
  readonly number: string
  readonly licenceId: string
  readonly at: Instant
}

/** A number that no licence may get from its block, because one bears it already (stock that came after the block). */
export interface NumberSkip {
  readonly blockId: string
  readonly index: number
  readonly number: string
  /** The licence that bears the number. */
  readonly licenceId: string
  readonly at: Instant
}

export interface NumberStore {
  /** @returns false when a block of that id is there already (nothing written). */
  addBlock(state: BlockState): boolean
  blocks(kind?: KindId): readonly BlockState[]
  /** Records the use and moves `next` from `index` to `index + 1`. @throws when `next` is not `index`. */
  take(use: NumberUse): void
  uses(blockId: string): readonly NumberUse[]
  /**
   * Records that the number is passed over and moves `next` from `index` to `index + 1`. @throws when `next` is not `index`,
   * and when no licence bears the number: nothing is passed over without a ground.
   */
  skip(skip: NumberSkip): void
  skips(blockId: string): readonly NumberSkip[]
}
