import { type Batch, type BatchItem } from '../../../shared/domain/batch.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { paperOf, type PaperState } from '../../../shared/domain/printing.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

type LinePorts = Pick<BasePorts, 'db'> & { readonly standard: Standard }

/** One item of a batch as a list shows it. */
export interface BatchLine extends BatchItem {
  readonly receiptNumber: string
  readonly kind: KindId | null
  readonly kindName: Words
  readonly holderName: string
  /** Null until it is issued. */
  readonly number: string | null
  readonly paper: PaperState
  /** The print whose result nobody has said yet. */
  readonly askedPrintId: string | null
}

export interface BatchLines {
  readonly batch: Batch
  readonly items: readonly BatchLine[]
  /** Ask for what comes behind this position; null at the end. */
  readonly cursor: number | null
}

export interface BatchLinesInput {
  readonly batchId: string
  readonly states: readonly BatchItem['state'][]
  readonly after: number
  readonly limit: number
}

const NO_KIND = words('', '')

function lineOf(standard: Standard, stores: Stores, item: BatchItem): BatchLine {
  const application = stores.applications.get(item.applicationId)
  const licence = item.licenceId ? stores.licences.get(item.licenceId) : undefined
  const kind = application?.kind ?? null
  const prints = licence ? stores.prints.ofLicence(licence.id) : []
  return {
    ...item,
    receiptNumber: application?.receiptNumber ?? '',
    kind,
    kindName: kind ? standard.kind(kind).name : NO_KIND,
    holderName: withoutIdNumbers(String(application?.values['holderName'] ?? '')),
    number: licence?.number ?? null,
    paper: paperOf(prints, licence ? stores.prints.handOvers(licence.id) : []),
    askedPrintId: prints.find(act => act.result === 'sent')?.id ?? null,
  }
}

/** A page of a batch's items, in their order, with what became of each and of its paper. */
export function batchLines({ db, standard }: LinePorts) {
  return (_actor: Actor, input: BatchLinesInput): Result<BatchLines, AppError<'batch-not-found'>> =>
    db.read(stores => {
      const batch = stores.batches.get(input.batchId)
      if (!batch) return err(appError('batch-not-found', words('没有这一批次', 'There is no such batch')))
      const all = stores.batches
        .items(batch.id)
        .filter(item => item.position > input.after && input.states.includes(item.state))
      const items = all.slice(0, input.limit)
      const cursor = all.length > items.length ? (items.at(-1)?.position ?? null) : null
      return ok({ batch, items: items.map(item => lineOf(standard, stores, item)), cursor })
    })
}
