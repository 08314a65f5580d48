import { execFile } from 'node:child_process'
import { type PrintAnswer, type Printers, type PrintJob } from '../ports/printers.ts'
import { isPrinterName, paperName, parsePrinters } from './cups-text.ts'

/** Our default: a print server in the next building answers within that time, or not at all. */
const PATIENCE_MS = 30_000
const MOST_OUTPUT = 4 * 1024 * 1024

interface Ran {
  /** Null: the command is not there. `late`: it was stopped because it did not answer. */
  readonly status: number | 'late' | null
  readonly out: string
  readonly said: string
}

/** Runs one command of CUPS, never through a shell; its words come in English, so that they can be read. */
function run(command: 'lpstat' | 'lp', args: readonly string[], input?: Uint8Array): Promise<Ran> {
  return new Promise(resolve => {
    const child = execFile(
      command,
      [...args],
      {
        env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' },
        timeout: PATIENCE_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MOST_OUTPUT,
        windowsHide: true,
      },
      (error, out, said) => {
        const status = !error ? 0 : error.killed ? 'late' : typeof error.code === 'number' ? error.code : null
        resolve({ status, out, said: said.trim() })
      },
    )
    child.stdin?.on('error', () => undefined) // a command that ends early does not read its input
    child.stdin?.end(input)
  })
}

const runs = async (): Promise<boolean> => /is running/.test((await run('lpstat', ['-r'])).out)

const refuse = (why: Extract<PrintAnswer, { readonly sent: false }>['why'], detail: string): PrintAnswer => ({
  sent: false,
  why,
  detail,
})

const NOT_SENT: readonly (readonly [RegExp, Extract<PrintAnswer, { readonly sent: false }>['why']])[] = [
  [/does not exist|unknown destination|no default destination/i, 'no-such-printer'],
  [
    /scheduler is not running|connection refused|unable to connect|bad file descriptor/i,
    'printing-not-available',
  ],
]

function argumentsOf(job: PrintJob): readonly string[] {
  const options = [
    `media=${paperName(job.paper)}`,
    'print-scaling=none',
    'number-up=1',
    'page-border=none',
    'mirror=false',
    `sides=${job.sides === 'one' ? 'one-sided' : 'two-sided-long-edge'}`,
  ]
  return [
    ...['-d', job.printer, '-t', job.title.slice(0, 200), '-n', String(job.copies)],
    ...options.flatMap(option => ['-o', option]),
    '-',
  ]
}

async function send(job: PrintJob): Promise<PrintAnswer> {
  const { status, out, said } = await run('lp', argumentsOf(job), job.pdf)
  if (status === null) return refuse('printing-not-available', said)
  if (status === 'late') return refuse('unsure', said)
  if (status === 0) return { sent: true, job: /request id is (\S+)/.exec(out)?.[1] ?? null }
  const known = NOT_SENT.find(([pattern]) => pattern.test(said))
  return refuse(known?.[1] ?? 'printer-refused', said)
}

async function list(): ReturnType<Printers['list']> {
  if (!(await runs())) return null
  const [names, states, standard] = await Promise.all([
    run('lpstat', ['-e']),
    run('lpstat', ['-l', '-p']),
    run('lpstat', ['-d']),
  ])
  return parsePrinters({ names: names.out, states: states.out, standard: standard.out })
}

/** The printers of the system's CUPS, by its own commands. */
export const cupsPrinters: Printers = {
  list,
  async print(job) {
    if (!isPrinterName(job.printer)) return refuse('no-such-printer', 'not a name that a printer can have')
    const printers = await list()
    if (printers === null) return refuse('printing-not-available', 'CUPS does not run')
    const printer = printers.find(one => one.name === job.printer)
    if (!printer) return refuse('no-such-printer', '')
    // CUPS would keep the job and print it whenever somebody starts the printer again.
    return printer.state === 'stopped' ? refuse('printer-stopped', '') : send(job)
  },
}
