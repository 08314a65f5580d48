import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PrintAnswer, type PrinterInfo, type Printers } from '../../ports/printers.ts'

export type SendErrorCode =
  'printing-not-available' | 'no-such-printer' | 'printer-refused' | 'printer-stopped' | 'print-unsure'

export const noPrinting: AppError<'printing-not-available'> = appError(
  'printing-not-available',
  words('本机没有可用的打印系统', 'This machine has no printing system'),
  {
    next: words(
      '请管理员安装并启动打印服务（CUPS），接好打印机后重试；也可以把打印件另存后在别的电脑上打印',
      'An administrator installs and starts the printing service (CUPS) and connects a printer',
    ),
  },
)

export const noSuchPrinter = (name: string): AppError<'no-such-printer'> =>
  appError('no-such-printer', words(`找不到打印机“${name}”`, `There is no printer ${name}`), {
    next: words('请刷新打印机列表后重新选择', 'Refresh the list of printers and choose again'),
    data: { printer: name },
  })

const stopped = (name: string): AppError<'printer-stopped'> =>
  appError('printer-stopped', words(`打印机“${name}”已停用`, `The printer ${name} is stopped`), {
    next: words(
      '请检查纸张、墨粉和盖板，在系统的打印机设置里恢复它，再打印',
      'See to paper, toner and lids, start it again in the system’s printer settings, then print',
    ),
    data: { printer: name },
  })

const refused = (name: string, detail: string): AppError<'printer-refused'> =>
  appError(
    'printer-refused',
    words(`打印机“${name}”没有接受这份打印件`, `The printer ${name} did not take the document`),
    {
      next: words(
        '没有出纸。请查看打印机状态，或换一台打印机重新打印',
        'No paper came out. Look at the printer, or print on another one',
      ),
      data: { printer: name, detail: detail.slice(0, 300) },
    },
  )

const unsure = (name: string, detail: string): AppError<'print-unsure'> =>
  appError(
    'print-unsure',
    words(
      `打印机“${name}”没有答复，是否出纸还不知道`,
      `The printer ${name} did not answer: whether paper comes out is not known`,
    ),
    {
      next: words(
        '请到打印机旁看一看：出纸了按实际结果登记，没有出纸登记为作废后重新打印',
        'Go and look: record what came out; if nothing did, record it as spoilt and print again',
      ),
      data: { printer: name, detail: detail.slice(0, 300) },
    },
  )

/** Why a printer did not take a document, in words. */
export function notSent(
  name: string,
  answer: Extract<PrintAnswer, { readonly sent: false }>,
): AppError<SendErrorCode> {
  switch (answer.why) {
    case 'printing-not-available':
      return noPrinting
    case 'no-such-printer':
      return noSuchPrinter(name)
    case 'printer-stopped':
      return stopped(name)
    case 'printer-refused':
      return refused(name, answer.detail)
    case 'unsure':
      return unsure(name, answer.detail)
  }
}

/** Why nothing can be sent to that printer now; asked before any act is laid down. */
export async function printerFault(
  printers: Printers,
  name: string,
): Promise<AppError<SendErrorCode> | undefined> {
  const found = await printers.list()
  if (found === null) return noPrinting
  const printer: PrinterInfo | undefined = found.find(one => one.name === name)
  if (!printer) return noSuchPrinter(name)
  return printer.state === 'stopped' ? stopped(name) : undefined
}
