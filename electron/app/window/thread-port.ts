import { parentPort } from 'node:worker_threads'
import { type Port } from '../../ipc/link.ts'

/** Electron's utility process has its port on `process`. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** The way to the host that started this thread or process. */
export function portOfThisThread(): Port {
  const utility = (process as unknown as { readonly parentPort?: UtilityPort }).parentPort
  if (utility)
    return {
      post: message => utility.postMessage(message),
      listen: listener => utility.on('message', event => listener(event.data)),
    }
  const worker = parentPort
  if (!worker) throw new Error('the core runs in a thread that a host starts')
  return {
    post: message => worker.postMessage(message),
    listen: listener => void worker.on('message', listener),
  }
}
