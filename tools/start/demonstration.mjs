import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ensureDebianPackages } from '../setup/debian.mjs'
import { ensurePackages, ROOT } from '../setup/npm.mjs'
import { RUN_PACKAGES } from '../setup/packages.mjs'
import { asked, Failure } from './ask.mjs'
import { farewell } from './farewell.mjs'

const KINDS = [
  'network-culture',
  'travel-agency',
  'guide-qualification',
  'tour-guide',
  'performance-broker',
  'commercial-performance',
  'entertainment',
]

/** Elsewhere for a test; a person gets the folders that the README names. */
const DATA = path.resolve(process.env.LW_DATA ?? path.join(ROOT, 'demo-office'))
const OUT = path.resolve(process.env.LW_DEMO_OUT ?? path.join(ROOT, 'out/demo'))
const INPUTS = path.join(ROOT, 'resources/demo')

const say = (zh, en) => console.log(`${zh}\n  ${en}`)

function setUp() {
  ensurePackages()
  const there = ensureDebianPackages(RUN_PACKAGES, {
    why: '生僻字字体 / fonts with rare characters',
  })
  if (!there)
    say(
      '提示：没有装上生僻字字体，极少数人名用字将无法制证（程序会说明是哪个字）；其余不受影响。',
      'Note: without these fonts a few very rare characters cannot be drawn (the program names them); all else works.',
    )
}

/** @returns whether the office was made just now */
async function ensureOffice() {
  if (existsSync(path.join(DATA, 'data-key.json'))) return false
  say(`首次启动：建立演示机关 ${DATA}`, `First start: making a demonstration office in ${DATA}`)
  await asked(['init', '--data', DATA, '--demo'])
  return true
}

const pdfsIn = folder =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.pdf'))
        .sort()
    : []

/** The demonstration files whose licences are not all there yet: never issued, broken off, or their copies deleted. */
async function filesToIssue(fresh) {
  const inputs = KINDS.map(kind => ({ kind, file: path.join(INPUTS, `${kind}.xlsx`) }))
  const lost = inputs.find(({ file }) => !existsSync(file))
  if (lost) throw new Failure(`缺少演示文件 ${lost.file}`, `The demonstration file ${lost.file} is missing`)
  if (fresh) return inputs
  const { items } = await asked(['list', 'imports', '--state', 'done', '--limit', '1000', '--data', DATA])
  const done = new Map(items.map(job => [job.fileName, job.good]))
  return inputs.filter(
    ({ kind, file }) => pdfsIn(path.join(OUT, kind)).length < (done.get(path.basename(file)) ?? Infinity),
  )
}

async function issue({ kind, file }) {
  const { items, code, words } = await asked(
    ['issue', '--data', DATA, '--input', file, '--out', path.join(OUT, kind), '--kind', kind, '--once'],
    [0, 3],
  )
  const issued = items.filter(row => row.status === 'issued' && row.file)
  console.log(`  ${code === 0 ? '✓' : '✗'} ${kind}: ${issued.length}/${items.length}`)
  if (code === 0) return
  const first = items.find(row => row.status !== 'issued')
  if (first?.status === 'waiting')
    throw new Failure('已暂停；同一命令会接着办', 'Paused; the same command goes on from here')
  const said = first?.errors?.[0]?.text
  throw new Failure(
    `${path.basename(file)} 第 ${first?.row ?? '?'} 行没有制证：${said?.zh ?? words}`,
    `Row ${first?.row ?? '?'} of ${path.basename(file)} was not issued: ${said?.en ?? words}`,
  )
}

/** Judges every copy by the command that anybody can use, against the office's root. */
async function verifyAll() {
  const files = KINDS.flatMap(kind => pdfsIn(path.join(OUT, kind)).map(name => path.join(OUT, kind, name)))
  const root = path.join(DATA, 'demo/root.der')
  const { items } = await asked(['verify', ...files, '--trust', root], [0, 3])
  const bad = items.filter(one => one.verdict !== 'passed')
  if (bad.length > 0 || items.length !== files.length)
    throw new Failure(
      `核验未通过：${bad.map(one => `${one.file} ${one.verdict}`).join('；')}`,
      `Did not verify: ${bad.map(one => `${one.file} ${one.verdict}`).join('; ')}`,
    )
  return files
}

async function demonstration() {
  setUp()
  const fresh = await ensureOffice()
  const todo = await filesToIssue(fresh)
  if (todo.length > 0) {
    mkdirSync(OUT, { recursive: true })
    say(`制发演示证照 → ${OUT}`, `Issuing the demonstration licences into ${OUT}`)
    for (const input of todo) await issue(input)
  } else say(`演示机关已在：${DATA}`, `The demonstration office is there: ${DATA}`)
  const files = await verifyAll()
  const sample = KINDS.map(kind => [kind, pdfsIn(path.join(OUT, kind))[0]])
  farewell({ data: DATA, out: OUT, inputs: INPUTS, count: files.length, sample })
}

/**
 * All set-up, then a demonstration office with licences of every kind, issued, verified and shown where they lie. A second
 * time finds what is there, finishes what a broken-off one left, and says the same.
 * @returns {Promise<number>} the exit code; what went wrong is told on the error stream
 */
export async function demonstrate() {
  try {
    await demonstration()
    return 0
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.error(`\n✗ ${error.zh}\n  ${error.message}`)
    return 1
  }
}
