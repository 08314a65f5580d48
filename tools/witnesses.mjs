// `npm run witnesses`: the field's best judges, none of them ours, over freshly issued files. See docs/how-to/run-the-witnesses.md.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDebianPackages } from './setup/debian.mjs'
import { ensurePackages } from './setup/npm.mjs'
import { VERSIONS } from './witnesses/home.mjs'
import { installElectron } from './witnesses/electron/install.mjs'
import { witnessElectron } from './witnesses/electron/run.mjs'
import { installJudges } from './witnesses/install.mjs'
import { makeControls } from './witnesses/controls.mjs'
import { askJudges } from './witnesses/judging.mjs'
import { JUDGES } from './witnesses/judges.mjs'
import { countVerdicts, tableLines } from './witnesses/table.mjs'

const USAGE = `npm run witnesses -- [--json FILE] [--out DIR] [--files DIR --root PEM] [--install-only]

  --json FILE      write every verdict with its reasons as JSON
  --out DIR        keep the files that were judged in this folder (a temporary one otherwise)
  --files DIR      judge the PDFs of this folder instead of fresh ones
  --root PEM       the root certificate to trust for --files
  --install-only   install the judges and stop
  --electron-only  only the window's tests on a real Electron

Exit: 0 everything passed, 1 something failed or could not be installed, 2 wrong usage.`

const tell = line => void process.stderr.write(`${line}\n`)

/** @returns the options, or ends the program with the usage. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'string' },
        out: { type: 'string' },
        files: { type: 'string' },
        root: { type: 'string' },
        'install-only': { type: 'boolean' },
        'electron-only': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    if (!values.files === !values.root) return values
    tell('--files and --root go together')
  } catch (error) {
    tell(error.message)
  }
  tell(USAGE)
  process.exit(2)
}

/** The PDFs of a folder, with what every licence must be as expectations. */
function filesOfFolder(folder, root) {
  return readdirSync(folder)
    .filter(name => name.toLowerCase().endsWith('.pdf'))
    .sort()
    .map(name => ({
      file: path.resolve(folder, name),
      root: path.resolve(root),
      label: name,
      expectations: {},
    }))
}

/** What the bundled fonts do not have. Without them issuing stops, and names the character. */
const RARE_FONTS = ['fonts-hanazono', 'fonts-babelstone-han']

/** Files issued right now by the project's own code. */
async function freshFiles(outDir) {
  ensureDebianPackages(RARE_FONTS, { why: '人名地名中的生僻字 / rare characters in names and places' })
  const { tsImport } = await import('tsx/esm/api')
  const { makeWitnessFiles } = await tsImport('./witnesses/make-files.ts', import.meta.url)
  const { root, files } = await makeWitnessFiles(outDir)
  return files.map(file => ({ root, ...file }))
}

async function gather(options, folder, python) {
  const files = options.files ? filesOfFolder(options.files, options.root) : await freshFiles(folder)
  const source = files.find(file => !file.control)
  if (!source) throw new Error('there is no file to judge')
  const controls = path.join(folder, 'controls')
  mkdirSync(controls, { recursive: true })
  return [...files, ...(await makeControls(source, controls, python))]
}

function writeReport(target, verdicts, millis) {
  const report = {
    versions: VERSIONS,
    ...countVerdicts(verdicts),
    millis,
    verdicts: verdicts.map(({ file, judge, passed, reasons }) => ({
      label: file.label,
      file: path.basename(file.file),
      control: file.control !== undefined,
      judge,
      passed,
      reasons,
    })),
  }
  writeFileSync(target, `${JSON.stringify(report, null, 2)}\n`)
}

/** Ends the way every run ends, so that a script can read the last line. */
function close({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function judge(options, judges, folder) {
  const files = await gather(options, folder, judges.python)
  tell(`judging ${files.length} files`)
  const { verdicts, millis } = await askJudges(judges.commands, files, tell)
  console.log(tableLines(files, verdicts).join('\n'))
  if (options.json) writeReport(options.json, verdicts, millis)
  return countVerdicts(verdicts)
}

/** The window's tests on a real Electron, one line each; what keeps it from running counts as a failure. */
async function electronToo(python) {
  try {
    const tests = await witnessElectron(await installElectron(python))
    console.log(`\nElectron ${VERSIONS.electron.electron}`)
    for (const { name, passed, why } of tests)
      console.log(`  ${passed ? '✓' : '✗'} ${name}${passed ? '' : `: ${why}`}`)
    return { passed: tests.filter(one => one.passed).length, failed: tests.filter(one => !one.passed).length }
  } catch (error) {
    console.log(`Electron could not be asked: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
}

async function main() {
  const options = readOptions()
  ensurePackages()
  const judges = await installJudges(options['electron-only'] ? ['pyhanko'] : undefined)
  if (judges.failures.length > 0) {
    for (const failure of judges.failures) console.log(`not installed: ${failure}`)
    close({ passed: 0, failed: judges.failures.length })
    return
  }
  if (options['install-only']) {
    await installElectron(judges.python)
    close({ passed: JUDGES.length + 1, failed: 0 })
    return
  }
  if (options['electron-only']) {
    close(await electronToo(judges.python))
    return
  }
  const folder = options.out ? path.resolve(options.out) : mkdtempSync(path.join(tmpdir(), 'lw-witnesses-'))
  mkdirSync(folder, { recursive: true })
  try {
    const files = await judge(options, judges, folder)
    // Files from elsewhere are judged as files; the window is not asked about them.
    const window = options.files ? { passed: 0, failed: 0 } : await electronToo(judges.python)
    close({ passed: files.passed + window.passed, failed: files.failed + window.failed })
  } catch (error) {
    console.log(`the judges could not be asked: ${error.stack ?? error}`)
    close({ passed: 0, failed: 1 })
  } finally {
    if (!options.out) rmSync(folder, { recursive: true, force: true })
  }
}

await main()
