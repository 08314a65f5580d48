import { Worker } from 'node:worker_threads'
import { type CoreThread } from './keep-core.ts'

/** The core in a thread of its own, so that a long piece of work never makes the window's requests wait. */
export function startCoreWorker(entry: string): CoreThread {
  const worker = new Worker(entry)
  const ended = new Promise<string>(resolve => {
    worker.once('error', error => resolve(error instanceof Error ? error.message : String(error)))
    worker.once('exit', code => resolve(`the core's thread ended with ${code}`))
  })
  return {
    port: {
      post: message => worker.postMessage(message),
      listen: listener => void worker.on('message', listener),
    },
    ended,
    stop: () => void worker.terminate(),
  }
}
