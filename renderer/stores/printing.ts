import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type DocumentLink } from '../../shared/contract/files.ts'
import {
  type CopyComparison,
  type PrintersView,
  type PrinterView,
  type SentPrint,
} from '../../shared/contract/printing.ts'
import { type VersionStory } from '../../shared/contract/register.ts'
import { type PrinterSetting, type TestPaperId } from '../../shared/domain/printer.ts'
import { type HandOver, type PrintAct } from '../../shared/domain/printing.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { call, on } from '../bridge/index.ts'

type Answer<T> = Promise<Result<T, AppError>>

export interface PrintOrder {
  readonly purpose: 'print' | 'overprint'
  readonly printer: string
  readonly reprintReason?: string
}

export type PaperWord =
  | { readonly result: 'good'; readonly sheetSerial?: string }
  | { readonly result: 'spoilt'; readonly reason: string; readonly sheetSerial?: string }

const KEY = 'printer'

const notFound = appError('licence-not-found', words('找不到这本证照', 'There is no such licence'))

async function storyOf(licenceId: string): Answer<VersionStory> {
  const story = await call('register.show', { key: licenceId })
  if (!story.ok) return story
  const version = story.value.versions.find(one => one.licence.id === licenceId)
  return version ? ok(version) : err(notFound)
}

/** What is asked of the core about the paper of a licence. */
const paperCalls = {
  storyOf,
  preview: (licenceId: string, purpose: PrintOrder['purpose']): Answer<DocumentLink> =>
    call('printing.preview', { licenceId, purpose }),
  copy: (licenceId: string): Answer<DocumentLink> => call('register.copyOf', { licenceId }),
  compare: (licenceId: string): Answer<CopyComparison> => call('printing.compare', { licenceId }),
  record: (printId: string, word: PaperWord): Answer<PrintAct> =>
    call('printing.record', { printId, ...word }),
  handOver: (
    licenceId: string,
    to: { receiverName: string; receiverCode?: string; note?: string },
  ): Answer<HandOver> => call('printing.handOver', { licenceId, ...to }),
  onPaperChange: (tell: (licenceIds: readonly string[]) => void): (() => void) =>
    on('print.changed', ({ licenceIds }) => tell(licenceIds)),
}

/** The printers of this machine, and the acts on a licence's paper. */
export const usePrintingStore = defineStore('printing', () => {
  const view = shallowRef<PrintersView | null>(null)
  const fault = shallowRef<AppError | null>(null)
  /** The printer that was chosen last on this computer. */
  const last = ref(localStorage.getItem(KEY) ?? '')

  async function load(): Promise<void> {
    const reply = await call('printing.printers', {})
    fault.value = reply.ok ? null : reply.error
    if (reply.ok) view.value = reply.value
  }
  function remember(printer: string): void {
    last.value = printer
    localStorage.setItem(KEY, printer)
  }
  /** The one chosen last, else the system's default, else the first. */
  function likely(): PrinterView | undefined {
    const all = view.value?.printers ?? []
    return all.find(one => one.name === last.value) ?? all.find(one => one.isDefault) ?? all[0]
  }
  function print(licenceId: string, order: PrintOrder): Answer<SentPrint> {
    remember(order.printer)
    return call('printing.print', { licenceId, ...order })
  }
  function printCards(licenceIds: readonly string[], order: Omit<PrintOrder, 'purpose'>): Answer<SentPrint> {
    remember(order.printer)
    return call('printing.printCards', { licenceIds: [...licenceIds], ...order })
  }
  return {
    ...{ view, fault, last, load, likely, print, printCards, ...paperCalls },
    setPrinter: (name: string, setting: PrinterSetting): Answer<PrinterView> =>
      call('printing.setPrinter', { name, setting }),
    testPage: (printer: string, paper: TestPaperId): Answer<{ readonly job: string | null }> =>
      call('printing.testPage', { printer, paper }),
    onPrintersChange: (tell: () => void): (() => void) =>
      on('administration.changed', ({ what }) => what === 'printers' && tell()),
  }
})
