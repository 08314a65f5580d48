import { randomBytes } from 'node:crypto'
import { BrowserWindow, type WebContents } from 'electron'
import {
  type HostServices,
  type PrintAnswer,
  type PrinterInfo,
  type PrintJob,
} from '../../app/window/host-services.ts'
import { type PageAnswer, type PageFiles } from '../../app/window/page-files.ts'
import { DOCUMENT_POLICY, strictHeaders } from '../../app/window/page-headers.ts'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'
import { SAFE_PAGE } from './window-options.ts'

/** Electron's list as older versions fill it: newer ones leave the last two out. */
interface Listed {
  readonly name: string
  readonly displayName?: string
  readonly description?: string
  readonly isDefault?: boolean
  readonly status?: number
}

/** On Windows `status` is a set of bits (0 ready, 1 paused, 2 in error, 0x400 printing). */
function stateOf(status: number | undefined): PrinterInfo['state'] {
  if (status === undefined) return 'unknown'
  if ((status & 0x400) !== 0) return 'printing'
  return status === 0 ? 'idle' : (status & 0b11) !== 0 ? 'stopped' : 'unknown'
}

const infoOf = ({ name, displayName, description, isDefault, status }: Listed): PrinterInfo => ({
  name,
  description: description || (displayName !== name ? (displayName ?? '') : ''),
  isDefault: isDefault === true,
  state: stateOf(status),
})

const MICRONS_PER_MM = 1000

/** How long a hidden window may take to show the PDF before the job is given up. */
const SHOWN_WITHIN_MS = 20_000

/** The PDF's own viewer is a frame inside; what is printed before it has come is an empty page. */
async function viewerThere(contents: WebContents): Promise<boolean> {
  const until = Date.now() + SHOWN_WITHIN_MS
  while (Date.now() < until) {
    const inside = contents.mainFrame.framesInSubtree.map(frame => frame.url)
    if (inside.some(url => url.startsWith('chrome-extension://'))) return true
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}

const refused = (detail: string): PrintAnswer => ({ sent: false, why: 'printer-refused', detail })

function printShown(contents: WebContents, job: PrintJob): Promise<PrintAnswer> {
  const options: Electron.WebContentsPrintOptions = {
    silent: true,
    deviceName: job.printer,
    copies: job.copies,
    printBackground: true,
    color: true,
    margins: { marginType: 'none' },
    scaleFactor: 100,
    pageSize: { width: job.paper.width * MICRONS_PER_MM, height: job.paper.height * MICRONS_PER_MM },
  }
  return new Promise(resolve => {
    contents.print(options, (sent, reason) => resolve(sent ? { sent: true, job: null } : refused(reason)))
  })
}

export interface HostPrinters {
  readonly printers: NonNullable<HostServices['printers']>
  /** Serves the job in hand to its hidden window, and passes on everything else. */
  readonly files: (next: PageFiles) => PageFiles
}

/** Prints by device name without a dialog, through a hidden window that shows the PDF. On Linux the core asks CUPS itself. */
export function hostPrinters(contents: () => WebContents | undefined): HostPrinters {
  const jobs = new Map<string, PageAnswer>()

  const list = async (): Promise<readonly PrinterInfo[]> =>
    ((await contents()?.getPrintersAsync()) ?? []).map(infoOf)

  const print = async (job: PrintJob): Promise<PrintAnswer> => {
    const known = await list()
    if (!known.some(one => one.name === job.printer))
      return { sent: false, why: 'no-such-printer', detail: job.printer }
    const address = `${WINDOW_ORIGIN}/host/print/${randomBytes(16).toString('hex')}`
    const headers = { ...strictHeaders(DOCUMENT_POLICY), 'content-type': 'application/pdf' }
    jobs.set(address, { kind: 'document', status: 200, headers, body: job.pdf })
    const hidden = new BrowserWindow({
      show: false,
      title: job.title,
      webPreferences: { ...SAFE_PAGE, plugins: true },
    })
    try {
      await hidden.loadURL(address)
      if (!(await viewerThere(hidden.webContents))) return refused('the PDF was not shown in time')
      return await printShown(hidden.webContents, job)
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error))
    } finally {
      jobs.delete(address)
      hidden.destroy()
    }
  }
  return {
    printers: { list, print },
    files: next => request => {
      const job = jobs.get(request.url)
      return job ? Promise.resolve(job) : next(request)
    },
  }
}
