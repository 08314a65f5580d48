import fs from 'node:fs'
import path from 'node:path'
import { CONTRACT } from '../../../shared/contract/index.ts'
import { createGate } from '../../ipc/gate.ts'
import { type CoreOptions, type WindowCore } from './core.ts'
import { createDocuments } from './documents.ts'
import { windowHandlers } from './handlers/index.ts'
import { createInbox } from './inbox.ts'
import { createKeeper } from './keeper.ts'
import { pauseRunning } from './pause-running.ts'
import { type Scene } from './scene.ts'
import { createWindowSession } from './session.ts'
import { runSync } from './sync-runner.ts'

/**
 * Makes the core behind one window. What can be opened with nobody signed in is opened at once, beside the start of the
 * window; why it does not open is told to the page, whose first question tries again.
 */
export async function openWindowCore(options: CoreOptions): Promise<WindowCore> {
  fs.mkdirSync(options.home, { recursive: true, mode: 0o700 })
  const session = createWindowSession(options)
  const inbox = createInbox(path.join(options.home, 'inbox'))
  inbox.clear() // what an earlier run was handed and did not use
  const keeper = createKeeper(session)
  const reporting = runSync({
    workstation: session.workstation,
    now: () => Date.now(),
    fault: error => void keeper.fault(error, 'sync'),
    changed: () => options.onEvent({ name: 'sync.changed', detail: null }),
  })
  const scene: Scene = {
    session,
    inbox,
    reporting,
    documents: createDocuments(),
    services: options.services,
    home: options.home,
    emit: options.onEvent,
  }
  session.state().catch(() => undefined)
  const call = createGate(CONTRACT, windowHandlers(scene), keeper)
  return {
    call,
    async document(address) {
      return typeof session.present() === 'string' ? null : scene.documents.get(address)
    },
    async close() {
      reporting.stop()
      await pauseRunning(session)
      inbox.clear()
      await session.close()
    },
  }
}
