// `npm run store -- <command>`: sets up what is missing (said on stderr), then runs the national store or an order to it.
import { pathToFileURL } from 'node:url'
import { ensurePackages } from './setup/npm.mjs'

ensurePackages()
const { ensureStoreBuilt } = await import('./setup/build-store.mjs')
const { main } = await import(pathToFileURL(await ensureStoreBuilt()).href)

/** The first signal ends the store in order, a second one at once. */
const stopped = () =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  streams: {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
  },
  stopped,
})
