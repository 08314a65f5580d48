import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type PrintAct } from '../../../shared/domain/printing.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type FaceRenderer, type RenderErrorCode } from '../../ports/face-renderer.ts'
import { faceRequestOf } from '../common/draw-face.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface PrintPorts extends BasePorts {
  readonly standard: Standard
  readonly renderer: FaceRenderer
}

export interface PreparePrintInput {
  readonly licenceId: string
  /** `overprint` leaves frame and pattern out, for pre-printed licence paper. */
  readonly purpose: 'print' | 'overprint'
  /** Asked for once a sheet has been called good. */
  readonly reprintReason?: string
}

export interface PreparedPrint {
  readonly act: PrintAct
  /** A PDF for the printer, not a copy to hand out. */
  readonly pdf: Uint8Array
  readonly number: string
}

export type DrawableError = AppError<'licence-not-found' | 'not-in-force' | 'seal-missing'>

export type PreparePrintError =
  DrawableError | AppError<'reprint-reason-missing' | 'print-unsettled' | RenderErrorCode>

const MAX_REASON = 200

type Drawing = Pick<PrintPorts, 'clock' | 'standard'>

/**
 * The seal that sealed the licence's electronic copy, whatever became of it since: paper and copy show one impression. A
 * licence that was not issued here has none; it shows the seal in use for its kind, else the first that is not destroyed.
 */
function sealOnPaper(ports: Pick<Drawing, 'standard'>, stores: Stores, licence: Licence): Seal | undefined {
  const used = stores.seals.lastUseFor(licence.id)
  if (used) return stores.seals.get(used.sealId)
  const purpose = ports.standard.kind(licence.kind).seal.purpose
  const fit = stores.seals.list().filter(s => s.purpose === purpose && s.state !== 'destroyed')
  return fit.find(s => s.state === 'active') ?? fit[0]
}

/** A licence whose paper may be drawn now, with the seal whose picture stands on it. */
export function drawable(
  ports: Drawing,
  stores: Stores,
  licenceId: string,
): Result<[Licence, Seal], DrawableError> {
  const licence = stores.licences.get(licenceId)
  if (!licence) return err(appError('licence-not-found', words('找不到这本证照', 'There is no such licence')))
  if (!inForce(licence, civilDateOf(ports.clock.now()))) {
    return err(
      appError(
        'not-in-force',
        words(
          `${licence.number} 不在有效状态，不能打印`,
          `${licence.number} is not in force and is not printed`,
        ),
      ),
    )
  }
  const seal = sealOnPaper(ports, stores, licence)
  return seal
    ? ok([licence, seal] as [Licence, Seal])
    : err(appError('seal-missing', words('没有该类证照的印章', 'There is no seal for this kind')))
}

/** What may be printed now; asked before the drawing, and once more in the transaction that records the print. */
export function printable(
  ports: Drawing,
  stores: Stores,
  input: PreparePrintInput,
): Result<[Licence, Seal], PreparePrintError> {
  const found = drawable(ports, stores, input.licenceId)
  if (!found.ok) return found
  const [licence] = found.value
  const prints = stores.prints.ofLicence(licence.id)
  if (prints.some(p => p.result === 'sent')) {
    return err(
      appError(
        'print-unsettled',
        words('上一次打印还没有登记结果', 'The result of the last print is not recorded yet'),
        {
          next: words('请先确认上一张是完好还是作废', 'Say first whether that sheet was good or spoilt'),
        },
      ),
    )
  }
  const reason = [...(input.reprintReason?.trim() ?? '')].length
  if (reason > MAX_REASON || (prints.some(p => p.result === 'good') && reason === 0)) {
    return err(
      appError(
        'reprint-reason-missing',
        words(
          `该证已有完好的纸质证，重打须写明原因（不超过 ${MAX_REASON} 字）`,
          `A good sheet is there already: printing again needs a reason of at most ${MAX_REASON} characters`,
        ),
      ),
    )
  }
  return found
}

/** The record that a sheet went to the printer. */
export const printActOf = (
  ports: Pick<PrintPorts, 'ids'>,
  actor: Actor,
  input: PreparePrintInput,
  at: Instant,
): PrintAct => ({
  id: ports.ids.next(),
  licenceId: input.licenceId,
  result: 'sent',
  purpose: input.purpose,
  spoiltReason: null,
  sheetSerial: null,
  reprintReason: input.reprintReason?.trim() || null,
  at,
  settledAt: null,
  byName: actor.name,
})

/** Draws the sheet and records that it went to the printer. Whether paper came out is said by the clerk afterwards. */
export function preparePrint(ports: PrintPorts) {
  return async (
    actor: Actor,
    input: PreparePrintInput,
  ): Promise<Result<PreparedPrint, PreparePrintError>> => {
    const checked = ports.db.read(stores => printable(ports, stores, input))
    if (!checked.ok) return checked
    const [licence, seal] = checked.value
    const request = ports.db.read(stores =>
      faceRequestOf(ports.standard, stores, { licence, seal, purpose: input.purpose }),
    )
    const drawn = await ports.renderer.render(request)
    if (!drawn.ok) return drawn
    const at = ports.clock.now()
    return ports.db.write((stores): Result<PreparedPrint, PreparePrintError> => {
      const still = printable(ports, stores, input)
      if (!still.ok) return still
      const act = printActOf(ports, actor, input, at)
      stores.prints.insert(act)
      journalled(stores, actor, at, {
        action: 'print.sent',
        subjectType: 'licence',
        subjectId: licence.id,
        detail: { print: act.id, purpose: act.purpose, reprintReason: act.reprintReason },
      })
      return ok({ act, pdf: drawn.value.bytes, number: licence.number })
    })
  }
}
