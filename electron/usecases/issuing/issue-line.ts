import { type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { NumberTakenError } from '../../ports/stores/licences.ts'
import { whyOutdated } from './commit-licence.ts'
import { planOutdated, type IssueError } from './errors.ts'
import { keepLicence } from './keep-licence.ts'
import { planAhead, planIssue, type IssueOneInput, type PlannedIssue, type Planner } from './plan-issue.ts'
import { type IssuePlan } from './plan-licence.ts'
import { discardPrepared, prepareLicence, type PreparedLicence } from './prepare-licence.ts'
import { isValidAt } from './seal-at-hand.ts'

export interface Issued {
  readonly licence: Licence
  readonly file: CopyFile
}

/**
 * Issues approved applications one after the other, and prepares the next ones while the signature and the file of the one
 * in hand are under way. See docs/adr/0007-issuing-pipeline.md.
 */
export interface IssueLine {
  /**
   * Issues one application: number, face, seal, own check, file, then the one transaction. A licence is final when this
   * returns ok. On any failure the number is still free and nothing is left but, at worst, a file that the next start
   * sweeps. `following` are those that come after it. Errors of the database outside the transaction are thrown on: see
   * `databaseTrouble`.
   */
  issue(input: IssueOneInput, following: readonly IssueOneInput[]): Promise<Result<Issued, IssueError>>
  /** Throws away what was prepared ahead, once it has come to rest. Its numbers are free, as they have been all along. */
  clear(): Promise<void>
}

/** How many licences are prepared beside the one in hand: with the workshop's thread, two keep both threads busy. */
export const AHEAD = 2

type Outcome = { readonly result: Result<PreparedLicence, IssueError> } | { readonly fault: unknown }

interface InHand {
  readonly input: IssueOneInput
  readonly plan: IssuePlan
  /** Planned before its forerunner was written. */
  readonly ahead: boolean
  /** Never rejects: a fault waits for its licence's turn. */
  readonly outcome: Promise<Outcome>
}

type Finished = Result<Issued, IssueError> | 'again'

class Line implements IssueLine {
  readonly #planner: Planner
  /** Oldest first: each was planned as if those before it were issued. */
  readonly #inHand: InHand[] = []

  constructor(planner: Planner) {
    this.#planner = planner
  }

  async issue(
    input: IssueOneInput,
    following: readonly IssueOneInput[],
  ): Promise<Result<Issued, IssueError>> {
    if (this.#inHand[0] && this.#inHand[0].input.applicationId !== input.applicationId) await this.clear()
    if (!this.#inHand[0]) {
      const planned = planIssue(this.#planner, input)
      if (!planned.ok) return planned
      this.#start(input, planned.value, false)
    }
    this.#fill(following)
    const finished = await this.#finishFirst()
    if (finished !== 'again' && finished.ok) return finished
    // Those behind it were planned as if it were issued.
    await this.clear()
    return finished === 'again' ? this.issue(input, following) : finished
  }

  async clear(): Promise<void> {
    for (const { outcome } of this.#inHand.splice(0)) {
      const made = await outcome
      if ('result' in made && made.result.ok) discardPrepared(made.result.value)
    }
  }

  #start(input: IssueOneInput, planned: PlannedIssue, ahead: boolean): void {
    const outcome = prepareLicence(this.#planner.ports, planned).then(
      (result): Outcome => ({ result }),
      (fault: unknown): Outcome => ({ fault }),
    )
    this.#inHand.push({ input, plan: planned.plan, ahead, outcome })
  }

  /** Starts those that follow, in their order, up to the first that has to wait for its turn. */
  #fill(following: readonly IssueOneInput[]): void {
    for (const input of following.slice(this.#inHand.length - 1, AHEAD)) {
      const planned = this.#planAhead(input)
      if (!planned) return
      this.#start(input, planned, true)
    }
  }

  #planAhead(input: IssueOneInput): PlannedIssue | undefined {
    try {
      return planAhead(
        this.#planner,
        input,
        this.#inHand.map(each => each.plan),
      )
    } catch {
      return undefined // its own turn meets the same fault, and tells of it
    }
  }

  /** What was planned ahead counts only while all that it was planned from stands; else it is to be done again, alone. */
  async #finishFirst(): Promise<Finished> {
    const first = this.#inHand[0]
    if (!first) throw new Error('nothing is in hand')
    const outcome = await first.outcome
    this.#inHand.shift()
    if ('fault' in outcome) throw outcome.fault
    const { result } = outcome
    if (first.ahead && this.#isStale(first.plan)) {
      if (result.ok) discardPrepared(result.value)
      return 'again'
    }
    if (!result.ok) return first.ahead && this.#isOutdated(first.plan) ? 'again' : result
    const trouble = this.#keep(first, result.value)
    if (trouble === 'again' || (first.ahead && trouble === planOutdated)) return 'again'
    return trouble ? err(trouble) : ok({ licence: first.plan.licence, file: result.value.file })
  }

  /** The clock says that a plan made now would be another. */
  #isStale({ licence, seal }: IssuePlan): boolean {
    const now = this.#planner.ports.clock.now()
    return now < licence.issuedAt || civilDateOf(now) !== licence.issueDate || !isValidAt(seal, now)
  }

  /** Where there is no transaction to ask it. */
  #isOutdated(plan: IssuePlan): boolean {
    return this.#planner.ports.db.read(stores => whyOutdated(stores, plan)) !== undefined
  }

  #keep({ input, ahead }: InHand, prepared: PreparedLicence): IssueError | 'again' | undefined {
    const { ports, actor } = this.#planner
    try {
      return keepLicence(ports, prepared, { actor, ...(input.batch ? { batch: input.batch } : {}) })
    } catch (error) {
      // Stock came in that bears the number since it was planned: the plan made alone passes it over.
      if (ahead && error instanceof NumberTakenError) return 'again'
      throw error
    }
  }
}

export const createIssueLine = (planner: Planner): IssueLine => new Line(planner)
