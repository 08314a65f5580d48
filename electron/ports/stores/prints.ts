import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type HandOver, type PrintAct } from '../../../shared/domain/printing.ts'

export interface PrintStore {
  insert(act: PrintAct): void
  get(id: string): PrintAct | undefined
  settle(act: PrintAct): void
  /** Prints whose result nobody has said yet, oldest first. */
  unsettled(limit: number): readonly PrintAct[]
  /** The print that has used that sheet of the kind's paper. */
  sheetUse(kind: KindId, serial: string): string | undefined
  /** @throws when the sheet has been used. */
  useSheet(kind: KindId, serial: string, printId: string): void
  ofLicence(licenceId: string): readonly PrintAct[]
  handOver(act: HandOver): void
  handOvers(licenceId: string): readonly HandOver[]
}
