import { type Actor } from '../../../shared/domain/people/user.ts'
import { commitLicence, PlanOutdatedError } from './commit-licence.ts'
import { planOutdated, type IssueError } from './errors.ts'
import { type IssuePlan } from './plan-licence.ts'
import { type IssuePorts } from './ports.ts'
import { discardPrepared, type PreparedLicence } from './prepare-licence.ts'
import { codeOf, databaseTrouble, fileTrouble } from './trouble.ts'

export interface KeepFor {
  readonly actor: Actor
  readonly batch?: { readonly id: string; readonly position: number }
}

/** A file of that name that no licence owns is what a failed attempt left: its licence was never issued. */
function settleCopy(ports: IssuePorts, { plan, file, draft }: PreparedLicence): void {
  try {
    draft.settle()
  } catch (error) {
    const owned = ports.db.read(stores => stores.licences.byIdentifier(plan.identifier))
    if (codeOf(error) !== 'EEXIST' || owned) throw error
    ports.vault.remove(file.path)
    draft.settle()
  }
}

/** Takes away a copy that nothing owns; asked of the database rather than believed. What cannot be removed the next start sweeps. */
function dropCopy(ports: IssuePorts, plan: IssuePlan, path: string): void {
  try {
    if (!ports.db.read(stores => stores.licences.get(plan.licence.id))) ports.vault.remove(path)
  } catch {
    // Neither asked nor removed: an orphan at worst, and the start knows what to do with it.
  }
}

/**
 * The copy under its own name, then the one transaction that makes the licence, with no turn in between: nobody ever sees the
 * one without the other. Undefined when the licence is issued.
 * @throws faults of the program; nothing is issued then
 */
export function keepLicence(
  ports: IssuePorts,
  prepared: PreparedLicence,
  { actor, batch }: KeepFor,
): IssueError | undefined {
  const { plan, file } = prepared
  try {
    settleCopy(ports, prepared)
  } catch (error) {
    discardPrepared(prepared)
    dropCopy(ports, plan, file.path)
    const trouble = databaseTrouble(error) ?? fileTrouble(error)
    if (trouble) return trouble
    throw error
  }
  try {
    ports.db.write(stores =>
      commitLicence(stores, plan, { file, at: plan.licence.issuedAt, actor, ...(batch ? { batch } : {}) }),
    )
    return undefined
  } catch (error) {
    const trouble = databaseTrouble(error)
    if (trouble?.code === 'disk-error') return trouble // the outcome is unknown: the file must stay
    dropCopy(ports, plan, file.path)
    if (trouble) return trouble
    if (error instanceof PlanOutdatedError) return planOutdated
    throw error
  }
}
