// The real host in a process of its own, with one thing more than the product: a debugging port on the loopback, so that
// Playwright can join the window. The program itself has no way to open one.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const { bundle, flags, ...options } = JSON.parse(process.argv[2])
const { openChromium } = await import(pathToFileURL(bundle).href)
const note = path.join(options.home, 'window/chromium/DevToolsActivePort')
rmSync(note, { force: true }) // a killed browser leaves the one of its own
const opened = await openChromium({ ...options, moreFlags: ['--remote-debugging-port=0', ...flags] })
process.once('SIGTERM', opened.close)

/** @returns {string | undefined} */
function port() {
  try {
    return readFileSync(note, 'utf8').split('\n')[0] || undefined
  } catch {
    return undefined // not written yet
  }
}
const timer = setInterval(() => {
  const found = port()
  if (found === undefined) return
  clearInterval(timer)
  process.stdout.write(`${JSON.stringify({ port: Number(found), browserPid: opened.browserPid })}\n`)
}, 20)
const code = await opened.ended
clearInterval(timer)
process.exit(code)
