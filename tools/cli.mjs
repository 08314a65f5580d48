// `npm run --silent cli -- <command>`: sets up what is missing (said on stderr), then hands over to the command line's host.
import { pathToFileURL } from 'node:url'
import { ensurePackages, ROOT } from './setup/npm.mjs'

ensurePackages()
const { ensureBuilt } = await import('./setup/build.mjs')
const { main } = await import(pathToFileURL(await ensureBuilt()).href)
process.exitCode = await main(process.argv.slice(2), { root: ROOT })
