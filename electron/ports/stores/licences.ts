import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import {
  type CopyFile,
  type Licence,
  type LicenceQuery,
  type LicenceStatus,
  type LicenceSummary,
  type Page,
} from '../../../shared/domain/licence/licence.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'

export interface LicenceStore {
  get(id: string): Licence | undefined
  byIdentifier(identifier: string): Licence | undefined
  /** All versions that bear this number, newest first. */
  byNumber(kind: KindId, number: string): readonly Licence[]
  /** All versions of one licence, oldest first. */
  lineage(lineageId: string): readonly Licence[]
  /** The newest versions of the holder's licences, all kinds. */
  ofHolder(holderCode: string): readonly Licence[]
  /**
   * Writes the licence, its name grams and (for a new number) its claim on the number.
   * @throws NumberTakenError when another lineage has that number: nothing may go on.
   */
  insert(licence: Licence): void
  setStatus(id: string, status: LicenceStatus, since: Instant): void
  addFile(file: CopyFile): void
  files(licenceId: string): readonly CopyFile[]
  /** Every path that a licence owns; for sweeping orphans. */
  eachFilePath(): Iterable<string>
  search(query: LicenceQuery, today: CivilDate): Page<LicenceSummary>
  /** Licences whose last day lies in the range, valid ones only. */
  expiring(from: CivilDate, to: CivilDate, limit: number): readonly LicenceSummary[]
  count(): number
}

/** Two lineages must never share a number. */
export class NumberTakenError extends Error {
  override readonly name = 'NumberTakenError'
  readonly kind: KindId
  readonly number: string
  constructor(kind: KindId, number: string) {
    super(`number ${number} of ${kind} is taken by another licence`)
    this.kind = kind
    this.number = number
  }
}
