import { parentPort, workerData } from 'node:worker_threads'
import { serveWorkshop } from './serve.ts'

const port = parentPort
if (!port) throw new Error('the workshop runs in a thread')
serveWorkshop(
  {
    post: message => port.postMessage(message),
    listen: listener => void port.on('message', listener),
  },
  String((workerData as { readonly dataDir: unknown }).dataDir),
)
