import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWindowCore } from './open-core.ts'
import { portOfThisThread } from './thread-port.ts'
import { serveCore } from './thread.ts'

// Built side by side, under the same kind of name.
const own = fileURLToPath(import.meta.url)
const workshop = path.join(path.dirname(own), `workshop${path.extname(own)}`)

serveCore(portOfThisThread(), options => openWindowCore({ ...options, workshop }))
