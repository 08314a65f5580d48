// `npm run build`: the command line, the hosts, the core's thread and the page, each where a source is newer.
import { ensurePackages } from './setup/npm.mjs'

ensurePackages()
const { ensureBuilt } = await import('./setup/build.mjs')
const { ensureWindowBuilt } = await import('./setup/build-window.mjs')
console.log(await ensureBuilt())
for (const part of Object.values(await ensureWindowBuilt())) console.log(part)
