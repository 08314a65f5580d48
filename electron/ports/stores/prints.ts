import { type HandOver, type PrintAct } from '../../../shared/domain/printing.ts'

export interface PrintStore {
  insert(act: PrintAct): void
  get(id: string): PrintAct | undefined
  settle(act: PrintAct): void
  ofLicence(licenceId: string): readonly PrintAct[]
  handOver(act: HandOver): void
  handOvers(licenceId: string): readonly HandOver[]
}
