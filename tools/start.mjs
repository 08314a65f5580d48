// `npm start`: the workstation in its window, all set-up included.
import { ensurePackages } from './setup/npm.mjs'

ensurePackages()
const { openTheWindow } = await import('./start/window.mjs')
process.exit(await openTheWindow())
