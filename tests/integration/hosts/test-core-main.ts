import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type CoreOptions, type ServedDocument, type WindowCore } from '../../../electron/app/window/core.ts'
import { portOfThisThread } from '../../../electron/app/window/thread-port.ts'
import { serveCore } from '../../../electron/app/window/thread.ts'
import { type Sender } from '../../../electron/ipc/gate.ts'
import { type WindowEvent } from '../../../shared/contract/events.ts'

const PDF = new TextEncoder().encode('%PDF-1.4\n%test\n')

const documents: Readonly<Record<string, ServedDocument>> = {
  '/doc/shown': { type: 'application/pdf', bytes: PDF, fileName: null },
  '/doc/saved': { type: 'application/pdf', bytes: PDF, fileName: '证照 第1号.pdf' },
  '/doc/html': {
    type: 'text/html',
    bytes: new TextEncoder().encode('<script>parent.hacked = 1</script>'),
    fileName: null,
  },
  '/doc/large': { type: 'image/png', bytes: new Uint8Array(3_000_000).fill(7), fileName: null },
}

type Asked = { readonly what: string; readonly detail?: unknown }

/** A core that says back what reached it, and breaks when it is told to. */
async function open(options: CoreOptions): Promise<WindowCore> {
  if (process.env['LW_TEST_CORE'] === 'refuses') throw new Error('the data do not open')
  const senders: Sender[] = []
  const answers: Record<string, (detail: unknown) => unknown> = {
    echo: detail => detail,
    folders: () => ({ home: options.home, resources: options.resources }),
    senders: () => senders,
    seen: detail => writeFileSync(path.join(options.home, 'page-seen'), String(detail)),
    event: detail => options.onEvent(detail as WindowEvent),
    throw: () => void setTimeout(() => { throw new Error('a fault in the core') }, 0), // prettier-ignore
    busyUntil: detail => {
      while (!existsSync(String(detail)));
      return 'done'
    },
    never: () => new Promise(() => undefined),
    seal: async detail => options.services.secrets?.seal(String(detail)) ?? null,
    open: async detail => options.services.secrets?.open(String(detail)) ?? null,
  }
  return {
    call: async (text, sender) => {
      senders.push(sender)
      const { what, detail } = JSON.parse(text) as Asked
      return JSON.stringify((await answers[what]?.(detail)) ?? null)
    },
    document: path => Promise.resolve(documents[path] ?? null),
    close: async () => writeFileSync(path.join(options.home, 'core-closed'), 'in order'),
  }
}

serveCore(portOfThisThread(), open)
