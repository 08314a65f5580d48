import { type Application } from '../../../shared/domain/application/application.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { blockSelector } from '../../../shared/domain/kinds/rules.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { type NumberSkip } from '../../ports/stores/numbers.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { bearerOf, servingBlock } from './choose-number.ts'
import { NONE_RESERVED } from './reservations.ts'

export interface PassOverInput {
  readonly application: Application
  readonly office: Office
  readonly at: Instant
}

function takenHead(stores: Stores, standard: Standard, input: PassOverInput): NumberSkip | undefined {
  const { application, office, at } = input
  const facts = { issueDate: civilDateOf(at), office, reserved: NONE_RESERVED }
  const kind = standard.kind(application.kind)
  const state = servingBlock(
    stores,
    kind,
    blockSelector(kind, application.values, facts.issueDate, office),
    facts,
  )
  if (!state) return undefined
  const number = numberAt(state.block, state.next)
  const bearer = bearerOf(stores, kind, number)
  return bearer && { blockId: state.block.blockId, index: state.next, number, licenceId: bearer.id, at }
}

/**
 * Passes over the numbers at the head of the serving block that a licence bears already (stock that came in after the
 * block): each is recorded with that licence and journalled, in one transaction, and is never offered again. Issuing would
 * stand still otherwise, or double a number.
 */
export function passOverTaken(
  ports: BasePorts & { readonly standard: Standard },
  actor: Actor,
  input: PassOverInput,
): void {
  ports.db.write(stores => {
    for (;;) {
      const skip = takenHead(stores, ports.standard, input)
      if (!skip) return
      stores.numbers.skip(skip)
      journalled(stores, actor, input.at, {
        action: 'number.passed-over',
        subjectType: 'block',
        subjectId: skip.blockId,
        detail: { number: skip.number, index: skip.index, licence: skip.licenceId },
      })
    }
  })
}
