import { numberAt, type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type BlockState } from '../../ports/stores/numbers.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { type BasePorts } from '../common/ports.ts'

/** Our defaults: time to fetch another block before the last number is gone. */
export const LOW_SHARE = 0.2
export const LOW_COUNT = 20

export type ShownBlockState = 'usable' | 'low' | 'dry' | 'expired' | 'held'

export interface BlockLine extends BlockState {
  readonly used: number
  readonly free: number
  /** The number that the next licence gets from it; null when none can be taken. */
  readonly nextNumber: string | null
  readonly shown: ShownBlockState
  /** What needs doing; null when nothing does, or when another block serves the same licences. */
  readonly warning: Words | null
}

/** Blocks of one group serve the same licences. */
const groupOf = (block: NumberBlock): string =>
  JSON.stringify([block.kind, Object.entries(block.selector).sort(([a], [b]) => (a < b ? -1 : 1))])

function ownState(state: BlockState, held: readonly string[], today: CivilDate): ShownBlockState {
  if (state.next >= state.block.count) return 'dry'
  if (held.includes(state.block.blockId)) return 'held'
  return state.block.validUntil < today ? 'expired' : 'usable'
}

interface Group {
  readonly free: number
  readonly largest: number
}

function groupsOf(
  states: readonly BlockState[],
  usable: (state: BlockState) => boolean,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const state of states) {
    const key = groupOf(state.block)
    const group = groups.get(key) ?? { free: 0, largest: 0 }
    const free = usable(state) ? state.block.count - state.next : 0
    groups.set(key, { free: group.free + free, largest: Math.max(group.largest, state.block.count) })
  }
  return groups
}

const isLow = (group: Group): boolean => group.free < LOW_COUNT || group.free <= group.largest * LOW_SHARE

function warningOf(shown: ShownBlockState, group: Group): Words | null {
  if (shown === 'held') {
    return words(
      '数据恢复后停用：备份之后可能已用过其中的编号',
      'Held since the data was restored: numbers of it may have been used after the backup',
    )
  }
  if (!isLow(group)) return null
  if (group.free === 0) {
    return words('没有可用编号，请导入新号段后再制证', 'No number is left: import a block before issuing')
  }
  return words(
    `只剩 ${group.free} 个编号，请尽快领取新号段`,
    `Only ${group.free} numbers are left: fetch another block`,
  )
}

/** Every block with what is left of it, judged on that day. */
export function blockLines(stores: Stores, today: CivilDate): readonly BlockLine[] {
  const held = heldBlocksOf(stores)
  const states = stores.numbers.blocks()
  const groups = groupsOf(states, state => ownState(state, held, today) === 'usable')
  return states.map(state => {
    const own = ownState(state, held, today)
    const group = groups.get(groupOf(state.block)) ?? { free: 0, largest: 0 }
    const free = state.block.count - state.next
    return {
      ...state,
      used: state.next,
      free,
      nextNumber: own === 'usable' ? numberAt(state.block, state.next) : null,
      shown: own === 'usable' && isLow(group) ? 'low' : own,
      warning: warningOf(own, group),
    }
  })
}

/** The blocks lent to this workstation, in the order in which they were imported. */
export function listBlocks(ports: BasePorts) {
  return (_actor: Actor): readonly BlockLine[] =>
    ports.db.read(stores => blockLines(stores, civilDateOf(ports.clock.now())))
}
