import { type Application } from '../../../shared/domain/application/application.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { normaliseNumber } from '../../../shared/domain/numbering/number.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { blockSelector, needsNewNumber } from '../../../shared/domain/kinds/rules.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type BlockState } from '../../ports/stores/numbers.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { numbersDry, type IssueError } from './errors.ts'
import { type Reservations } from './reservations.ts'

/** A number that is free in its block now; it is taken only by the transaction that issues the licence. */
export interface ChosenNumber {
  readonly number: string
  /** Null when the licence keeps the number it has. */
  readonly take: { readonly blockId: string; readonly index: number } | null
}

/** What decides which block serves: the day of issue and the office. */
export interface NumberingFacts {
  readonly issueDate: CivilDate
  readonly office: Office
  /** Numbers given to plans that come before this one and are not written yet. */
  readonly reserved: Reservations
}

type Selector = Readonly<Record<string, string>>

const sameFacts = (wanted: Selector, has: Selector): boolean =>
  Object.keys(wanted).length === Object.keys(has).length &&
  Object.entries(wanted).every(([key, value]) => value !== '' && has[key] === value)

/** Lent to this very workstation and office, not held, not over, not dry. */
const isOpen = ({ block, next }: BlockState, held: readonly string[], at: NumberingFacts): boolean =>
  block.workstationId === at.office.workstationId &&
  block.issuerCode === at.office.code &&
  !held.includes(block.blockId) &&
  block.validUntil >= at.issueDate &&
  next < block.count

/** The block that the next number for these facts comes from; the first imported goes first. */
export function servingBlock(
  stores: Stores,
  kind: KindDefinition,
  selector: Selector,
  at: NumberingFacts,
): BlockState | undefined {
  const held = heldBlocksOf(stores)
  return stores.numbers
    .blocks(kind.id)
    .map(state => ({ ...state, next: Math.max(state.next, at.reserved.get(state.block.blockId) ?? 0) }))
    .find(state => isOpen(state, held, at) && sameFacts(selector, state.block.selector))
}

/** The licence that bears a number already, in the block's writing or in ours. */
export const bearerOf = (stores: Stores, kind: KindDefinition, number: string): Licence | undefined =>
  stores.licences.byNumber(kind.id, number)[0] ??
  stores.licences.byNumber(kind.id, normaliseNumber(kind.id, number))[0]

const taken = (number: string, state: BlockState): IssueError =>
  appError(
    'number-taken',
    words(
      `号段 ${state.block.blockId} 的下一个编号 ${number} 已在另一件证照上`,
      `The next number of block ${state.block.blockId}, ${number}, stands on another licence`,
    ),
    {
      next: words('请联系号段下发单位核对', 'Ask the lending store to look into it'),
      data: { block: state.block.blockId, number },
    },
  )

/** The number kept, or the next free one of a block lent to this workstation. Nothing else makes a number. */
export function chooseNumber(
  stores: Stores,
  kind: KindDefinition,
  application: Application,
  previous: Licence | null,
  at: NumberingFacts,
): Result<ChosenNumber, IssueError> {
  const rule = kind.events.find(e => e.event === application.event)
  const keeps =
    rule?.number === 'kept' && previous !== null && !needsNewNumber(kind, previous.values, application.values)
  if (keeps) return ok({ number: previous.number, take: null })
  const selector = blockSelector(kind, application.values, at.issueDate, at.office)
  const state = servingBlock(stores, kind, selector, at)
  if (!state) return err(numbersDry(kind.name, selector))
  const number = numberAt(state.block, state.next)
  if (bearerOf(stores, kind, number)) return err(taken(number, state))
  return ok({ number, take: { blockId: state.block.blockId, index: state.next } })
}
