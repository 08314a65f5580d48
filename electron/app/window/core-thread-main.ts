import { openWindowCore } from './open-core.ts'
import { portOfThisThread } from './thread-port.ts'
import { serveCore } from './thread.ts'

serveCore(portOfThisThread(), openWindowCore)
