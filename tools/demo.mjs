// `npm run demo`: the demonstration office, without a window.
import { demonstrate } from './start/demonstration.mjs'

process.exitCode = await demonstrate()
