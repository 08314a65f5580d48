import { type Application } from '../../../shared/domain/application/application.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { blockSelector, needsNewNumber } from '../../../shared/domain/kinds/rules.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Stores } from '../../ports/database.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { numbersDry, type IssueError } from './errors.ts'

/** A number that is free in its block now; it is taken only by the transaction that issues the licence. */
export interface ChosenNumber {
  readonly number: string
  /** Null when the licence keeps the number it has. */
  readonly take: { readonly blockId: string; readonly index: number } | null
}

const fits = (wanted: Readonly<Record<string, string>>, has: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => has[key] === value)

/** The number kept, or the next free one of a block lent to this workstation. Nothing else makes a number. */
export function chooseNumber(
  stores: Stores,
  kind: KindDefinition,
  application: Application,
  previous: Licence | null,
  at: { readonly issueDate: CivilDate; readonly office: Office },
): Result<ChosenNumber, IssueError> {
  const rule = kind.events.find(e => e.event === application.event)
  const keeps =
    rule?.number === 'kept' && previous !== null && !needsNewNumber(kind, previous.values, application.values)
  if (keeps) return ok({ number: previous.number, take: null })
  const selector = blockSelector(kind, application.values, at.issueDate, at.office)
  const held = heldBlocksOf(stores)
  const state = stores.numbers
    .blocks(kind.id)
    .filter(b => !held.includes(b.block.blockId))
    .find(
      b => b.next < b.block.count && b.block.validUntil >= at.issueDate && fits(selector, b.block.selector),
    )
  if (!state) return err(numbersDry(kind.name, selector))
  return ok({
    number: numberAt(state.block, state.next),
    take: { blockId: state.block.blockId, index: state.next },
  })
}
