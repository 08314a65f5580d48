import { type Application, type ApplicationState } from '../../../shared/domain/application/application.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Page } from '../../../shared/domain/licence/licence.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'

export interface ApplicationQuery {
  readonly states?: readonly ApplicationState[]
  readonly kind?: KindId
  readonly makerId?: string
  /** Receipt number, or part of the applicant's name. */
  readonly text?: string
  readonly limit: number
  readonly after?: string
}

export interface ApplicationStore {
  get(id: string): Application | undefined
  byReceiptNumber(receiptNumber: string): Application | undefined
  insert(application: Application): void
  /** Replaces the whole application when the stored revision is `seenRevision`; false (nothing written) otherwise. */
  update(application: Application, seenRevision: number): boolean
  /** Oldest first. */
  list(query: ApplicationQuery): Page<Application>
  /** How many there are of a query, whatever its page. */
  count(query: Pick<ApplicationQuery, 'states' | 'kind' | 'makerId'>): number
  /** Open (draft, submitted, returned, approved) applications of one kind for one holder code; the newest 50, oldest first. */
  openFor(kind: KindId, holderCode: string): readonly Application[]
  /** What an import made of its rows, in the file's order. */
  ofImport(jobId: string): readonly { readonly row: number; readonly applicationId: string }[]
  /** The next running number of receipts for that day; the caller writes it in the same transaction. */
  nextReceipt(day: CivilDate): number
}
