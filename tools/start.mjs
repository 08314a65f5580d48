// `npm start`: for now the demonstration office.
import { demonstrate } from './start/demonstration.mjs'

process.exitCode = await demonstrate()
