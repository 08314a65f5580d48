// What Electron's own default app does with a path on its command line, and no more: the wheel's Electron comes without one.
const path = require('node:path')
const { app } = require('electron')

const given = process.argv.slice(1).find(word => !word.startsWith('-'))
if (given) require(path.resolve(given))
else {
  console.error('no program is named')
  app.exit(2)
}
