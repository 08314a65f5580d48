import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type PrintAct } from '../../../shared/domain/printing.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type CardSheets } from '../../ports/card-sheets.ts'
import { type Stores } from '../../ports/database.ts'
import { type FaceRequest } from '../../ports/face-renderer.ts'
import { faceRequestOf } from '../common/draw-face.ts'
import { journalled } from '../common/journal.ts'
import { printable, printActOf, type PreparePrintError, type PrintPorts } from './prepare-print.ts'

export interface CardSheetPorts extends Omit<PrintPorts, 'renderer'> {
  readonly renderer: CardSheets
}

export interface PrepareCardSheetInput {
  readonly licenceIds: readonly string[]
  /** Asked for when a good card of one of them is there already; stands for all of these. */
  readonly reprintReason?: string
}

export interface PreparedCardSheet {
  /** One act for each card: a sheet may come out with one card spoilt. */
  readonly acts: readonly PrintAct[]
  readonly pdf: Uint8Array
}

export type PrepareCardSheetError =
  PreparePrintError | AppError<'cards-missing' | 'cards-too-many' | 'not-a-card'>

/** Kinds that are worn as a card of 54 × 86 mm. */
const CARDS: readonly KindId[] = ['tour-guide']

/** Eleven sheets of nine: more is a job for a card printer. Our default. */
const MAX_CARDS = 99

function countFault(input: PrepareCardSheetInput): AppError<'cards-missing' | 'cards-too-many'> | undefined {
  const distinct = new Set(input.licenceIds).size
  if (distinct === 0 || distinct !== input.licenceIds.length) {
    return appError(
      'cards-missing',
      words('请选择要打印的导游证，每张一次', 'Choose the cards to print, each once'),
    )
  }
  if (distinct <= MAX_CARDS) return undefined
  return appError(
    'cards-too-many',
    words(`一次最多打印 ${MAX_CARDS} 张`, `At most ${MAX_CARDS} cards at a time`),
  )
}

/** The faces of all cards, or the first reason why one of them cannot be printed. */
function facesOf(
  ports: CardSheetPorts,
  stores: Stores,
  input: PrepareCardSheetInput,
): Result<readonly FaceRequest[], PrepareCardSheetError> {
  const faces: FaceRequest[] = []
  for (const licenceId of input.licenceIds) {
    const found = printable(ports, stores, { ...input, licenceId, purpose: 'print' })
    if (!found.ok) return found
    const [licence, seal] = found.value
    if (!CARDS.includes(licence.kind)) {
      return err(
        appError('not-a-card', words(`${licence.number} 不是卡式证件`, `${licence.number} is not a card`), {
          next: words('请用普通打印', 'Print it as a page'),
        }),
      )
    }
    faces.push(faceRequestOf(ports.standard, stores, { licence, seal, purpose: 'print' }))
  }
  return ok(faces)
}

/** Draws A4 sheets of cards with cut marks, and records that each card went to the printer. */
export function prepareCardSheet(ports: CardSheetPorts) {
  return async (
    actor: Actor,
    input: PrepareCardSheetInput,
  ): Promise<Result<PreparedCardSheet, PrepareCardSheetError>> => {
    const fault = countFault(input)
    if (fault) return err(fault)
    const cards = ports.db.read(stores => facesOf(ports, stores, input))
    if (!cards.ok) return cards
    const at = ports.clock.now()
    const drawn = await ports.renderer.cardSheet({ cards: cards.value, title: '导游证', createdAt: at })
    if (!drawn.ok) return drawn
    return ports.db.write((stores): Result<PreparedCardSheet, PrepareCardSheetError> => {
      const still = facesOf(ports, stores, input)
      if (!still.ok) return still
      const acts = input.licenceIds.map(licenceId =>
        printActOf(ports, actor, { ...input, licenceId, purpose: 'print' }, at),
      )
      for (const act of acts) {
        stores.prints.insert(act)
        journalled(stores, actor, at, {
          action: 'print.sent',
          subjectType: 'licence',
          subjectId: act.licenceId,
          detail: { print: act.id, purpose: 'card-sheet', reprintReason: act.reprintReason },
        })
      }
      return ok({ acts, pdf: drawn.value.bytes })
    })
  }
}
