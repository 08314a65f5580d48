// The host exactly as `npm start` runs it.
import { pathToFileURL } from 'node:url'

const { bundle, ...options } = JSON.parse(process.argv[2])
const { runChromium } = await import(pathToFileURL(bundle).href)
process.exit(await runChromium(options))
