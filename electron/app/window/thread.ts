import { type WindowEvent } from '../../../shared/contract/events.ts'
import { createLink, type Port } from '../../ipc/link.ts'
import { type Sender } from '../../ipc/gate.ts'
import { type CoreOptions, type ServedDocument, type WindowCore } from './core.ts'
import { type HostServices, type PrintJob } from './host-services.ts'

type Folders = Pick<CoreOptions, 'home' | 'resources'>

/** Which services the host has: functions do not cross, so they are asked for one by one. */
interface Offered {
  readonly secrets: boolean
  readonly printers: boolean
}

/** What the host may ask of the core's thread. */
type CoreAnswers = {
  start(folders: Folders, offered: Offered): Promise<void>
  call(text: string, sender: Sender): Promise<string>
  document(path: string): Promise<ServedDocument | null>
  close(): Promise<void>
}

/** What the core's thread may ask of the host. */
type HostAnswers = {
  event(event: WindowEvent): void
  sealSecret(text: string): Promise<string>
  openSecret(sealed: string): Promise<string>
  listPrinters(): ReturnType<NonNullable<HostServices['printers']>['list']>
  print(job: PrintJob): ReturnType<NonNullable<HostServices['printers']>['print']>
}

const missing = (what: string) => () => Promise.reject(new Error(`the host has no ${what}`))

/** The host's end: starts the core on the other side of the port and hands out its face. */
export async function connectCore(
  port: Port,
  options: CoreOptions,
): Promise<WindowCore & { lost(why: string): void }> {
  const { services } = options
  const link = createLink<CoreAnswers>(port, {
    event: (event: WindowEvent) => options.onEvent(event),
    sealSecret: services.secrets?.seal ?? missing('secret store'),
    openSecret: services.secrets?.open ?? missing('secret store'),
    listPrinters: services.printers?.list ?? missing('printers'),
    print: services.printers?.print ?? missing('printers'),
  } satisfies HostAnswers)
  await link.ask.start(
    { home: options.home, resources: options.resources },
    { secrets: services.secrets !== null, printers: services.printers !== null },
  )
  return {
    call: link.ask.call,
    document: link.ask.document,
    close: link.ask.close,
    /** The thread is gone: whoever waits is told. */
    lost: link.end,
  }
}

/** The core's end, in its own thread. `open` makes the core once the host has said where it lives. */
export function serveCore(port: Port, open: (options: CoreOptions) => Promise<WindowCore>): void {
  let core: WindowCore | undefined
  const running = (): WindowCore => {
    if (!core) throw new Error('the core has not been started')
    return core
  }
  const link = createLink<HostAnswers>(port, {
    async start(folders: Folders, offered: Offered): Promise<void> {
      core = await open({
        ...folders,
        services: {
          secrets: offered.secrets ? { seal: link.ask.sealSecret, open: link.ask.openSecret } : null,
          printers: offered.printers ? { list: link.ask.listPrinters, print: link.ask.print } : null,
        },
        onEvent: event => void link.ask.event(event),
      })
    },
    call: (text: string, sender: Sender) => running().call(text, sender),
    document: (path: string) => running().document(path),
    close: () => running().close(),
  } satisfies CoreAnswers)
}
