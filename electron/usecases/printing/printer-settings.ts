import { EXACT, settingFits, type PrinterSetting } from '../../../shared/domain/printer.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type PrinterInfo, type Printers } from '../../ports/printers.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { noPrinting, noSuchPrinter } from './printer-words.ts'

export interface PrinterPorts extends BasePorts {
  readonly printers: Printers
}

export interface PrinterView extends PrinterInfo {
  readonly setting: PrinterSetting
}

export interface PrintersView {
  readonly available: boolean
  readonly printers: readonly PrinterView[]
}

const KEY = 'printers'

type Kept = PrinterSetting & { readonly name: string }

const keptIn = (stores: Stores): readonly Kept[] =>
  (stores.settings.get(KEY) as unknown as readonly Kept[] | undefined) ?? []

/** What is mended before a page goes to that printer; a printer that nobody has measured is taken to be exact. */
export function settingOf(stores: Stores, printer: string): PrinterSetting {
  const kept = keptIn(stores).find(one => one.name === printer)
  if (!kept) return EXACT
  const { shiftX, shiftY, scaleX, scaleY } = kept
  return { shiftX, shiftY, scaleX, scaleY }
}

/** The machine's printers with what is kept of each. */
export function listPrinters(ports: Pick<PrinterPorts, 'db' | 'printers'>) {
  return async (): Promise<Result<PrintersView, never>> => {
    const found = await ports.printers.list()
    if (found === null) return ok({ available: false, printers: [] })
    const printers = ports.db.read(stores =>
      found.map(one => ({ ...one, setting: settingOf(stores, one.name) })),
    )
    return ok({ available: true, printers })
  }
}

export interface SetPrinterInput {
  readonly name: string
  readonly setting: PrinterSetting
}

export type SetPrinterError = AppError<'printing-not-available' | 'no-such-printer' | 'setting-wrong'>

const settingWrong: SetPrinterError = appError(
  'setting-wrong',
  words(
    '校正值超出范围：移动不超过 30 毫米，缩放在 90% 至 110% 之间',
    'Out of range: a shift is at most 30 mm, a scale between 90 % and 110 %',
  ),
  { next: words('请重新量取测试页', 'Measure the test page again') },
)

/** Keeps how far a printer misses. */
export function setPrinter(ports: PrinterPorts) {
  return async (actor: Actor, input: SetPrinterInput): Promise<Result<PrinterView, SetPrinterError>> => {
    if (!settingFits(input.setting)) return err(settingWrong)
    const found = await ports.printers.list()
    if (found === null) return err(noPrinting)
    const printer = found.find(one => one.name === input.name)
    if (!printer) return err(noSuchPrinter(input.name))
    const { shiftX, shiftY, scaleX, scaleY } = input.setting
    const setting: PrinterSetting = { shiftX, shiftY, scaleX, scaleY }
    return ports.db.write(stores => {
      const others = keptIn(stores).filter(one => one.name !== printer.name)
      stores.settings.set(KEY, [...others, { name: printer.name, ...setting }] as unknown as Json)
      journalled(stores, actor, ports.clock.now(), {
        action: 'printer.set',
        subjectType: 'office',
        subjectId: 'printers',
        detail: { printer: printer.name, ...setting },
      })
      return ok({ ...printer, setting })
    })
  }
}
