import { ensurePackages } from './setup/npm.mjs'

ensurePackages()
const { ensureBuilt } = await import('./setup/build.mjs')
console.log(await ensureBuilt())
