/**
 * `npm run bench [-- --quick] [--issue] [--json FILE] [--no-judges]`: speed and memory, side by side with peers in one run, medians.
 * Ours and the naive peer take turns in processes of their own, so that the machine's moods hit both.
 */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { measureDbScale } from './db-scale.ts'
import { quantile } from './db/timing.ts'
import { measureSigning } from './signing.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const HERE = path.join(ROOT, 'tools/bench')
const run = promisify(execFile)

interface Row {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly holds: boolean | null
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function child<T>(program: string, args: readonly string[]): Promise<T> {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', path.join(HERE, program), ...args],
    {
      cwd: ROOT,
      maxBuffer: 1 << 26,
    },
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as T
}

interface Ours {
  readonly issued: number
  readonly rows: number
  readonly millis: readonly number[]
  readonly rss: readonly number[]
}

const FILE = 'resources/demo/mixed-1000.xlsx'

/** Memory over a batch, from the 200th licence on: at first fonts and art come in. */
function memoryRow(what: string, rss: readonly number[], judged: boolean): Row {
  const [first = Number.NaN, last = Number.NaN] = [rss[1], rss.at(-1)]
  const most = Math.max(...rss.slice(1))
  return {
    what: `memory over the batch (200th → 1,000th), ${what}`,
    figure: `${MB(first)} → ${MB(last)}, at most ${MB(most)} (${(most / first).toFixed(2)} ×)`,
    target: judged ? 'flat (< 1.3 ×)' : '',
    holds: judged ? last / first < 1.3 : null,
  }
}

const MB = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
const ms = (value: number): string => `${value.toPrecision(3)} ms`

/** Ours and the naive peer in turns: N O N O N. */
async function issueRows(rounds: number): Promise<readonly Row[]> {
  const naive: number[] = []
  const ours: Ours[] = []
  for (let round = 0; round <= rounds; round++) {
    say(`issue: the naive peer, round ${round + 1} of ${rounds + 1}`)
    naive.push(...(await child<{ millis: readonly number[] }>('issue-naive.ts', ['15'])).millis)
    if (round === rounds) break
    say(`issue: ours, a batch of 1,000, round ${round + 1} of ${rounds}`)
    ours.push(await child<Ours>('issue-ours.ts', [FILE, 'rsa-3072']))
  }
  const all = ours.flatMap(o => o.millis)
  const [n, o] = [quantile(naive, 0.5), quantile(all, 0.5)]
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length
  say('issue: ours once more, garbage collected at every hundredth licence')
  const collected = await child<Ours>('issue-ours.ts', [FILE, 'rsa-3072', 'collect'])
  const missing = ours.filter(x => x.issued !== 1000).length
  return [
    {
      what: 'issue, ours (RSA-3072, median)',
      figure: `${ms(o)} (${Math.round(1000 / o)}/s), mean ${ms(mean)}, p95 ${ms(quantile(all, 0.95))}`,
      target: '1,000 of 1,000',
      holds: missing === 0,
    },
    {
      what: 'issue, naive peer (median)',
      figure: `${ms(n)} (${(1000 / n).toFixed(1)}/s)`,
      target: '',
      holds: null,
    },
    {
      what: 'issue, ours against naive',
      figure: `${(n / o).toFixed(1)} ×`,
      target: '≥ 15 ×',
      holds: n / o >= 15,
    },
    memoryRow('collected', collected.rss, true),
    ...ours.map((each, i) => memoryRow(`as it stands, round ${i + 1}`, each.rss, false)),
  ]
}

async function databaseRows(size: number, folder: string): Promise<readonly Row[]> {
  say(`database: building ${size.toLocaleString('en')} licences`)
  const report = await measureDbScale(folder, size, done => {
    if (done % 100_000 === 0 && done > 0) say(`  ${done.toLocaleString('en')}`)
  })
  const find = (what: string, rows: number): number => {
    const found = report.figures.find(f => f.what.startsWith(what) && f.rows === rows)
    if (!found || !Number.isFinite(found.p50)) throw new Error(`not measured: ${what} at ${rows}`)
    return found.p50
  }
  const commit = find('issue: one durable commit', size)
  const small = find('issue: one durable commit', 1000)
  const peer = find('export-and-write', size)
  const slowest = (start: string) =>
    Math.max(...report.figures.filter(f => f.what.startsWith(start) && f.rows === size).map(f => f.p50))
  const open = find('open, new process', size)
  return [
    {
      what: `durable commit of an issue, 1,000 / ${size.toLocaleString('en')}`,
      figure: `${ms(small)} / ${ms(commit)} (${(commit / small).toFixed(2)} ×)`,
      target: '≤ 3 ×',
      holds: commit / small <= 3,
    },
    {
      what: 'export-and-write, one row (peer)',
      figure: `${ms(peer)} (${Math.round(peer / commit)} × ours)`,
      target: '≥ 200 ×',
      holds: size < 1_000_000 ? null : peer / commit >= 200,
    },
    {
      what: 'key lookup, slowest median',
      figure: ms(slowest('key:')),
      target: '< 1 ms',
      holds: slowest('key:') < 1,
    },
    {
      what: 'search of two characters, slowest median',
      figure: ms(slowest('search: 2')),
      target: '< 25 ms',
      holds: slowest('search: 2') < 25,
    },
    { what: 'open, new process', figure: ms(open), target: '< 500 ms', holds: open < 500 },
    {
      what: 'bulk insert',
      figure: `${Math.round(report.rowsPerSecond).toLocaleString('en')} rows/s, file ${MB(report.fileBytes)}`,
      target: '',
      holds: null,
    },
  ]
}

function print(rows: readonly Row[]): void {
  const width = (pick: (row: Row) => string) => Math.max(...rows.map(row => [...pick(row)].length))
  const [a, b, c] = [width(r => r.what), width(r => r.figure), width(r => r.target)]
  for (const row of rows) {
    const mark = row.holds === null ? ' ' : row.holds ? '✓' : '✗'
    console.log(`${mark} ${row.what.padEnd(a)}  ${row.figure.padEnd(b)}  ${row.target.padEnd(c)}`.trimEnd())
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const quick = argv.includes('--quick')
  const issueOnly = argv.includes('--issue')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-bench-db-'))
  const [one, five] = os.loadavg()
  say(
    `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'cpu'}, load ${one?.toFixed(1)} ${five?.toFixed(1)}, node ${process.versions.node}`,
  )
  try {
    const rows = [
      ...(await issueRows(quick ? 1 : 2)),
      ...(issueOnly ? [] : await databaseRows(quick ? 50_000 : 1_000_000, folder)),
      ...(issueOnly ? [] : await measureSigning(!argv.includes('--no-judges'), say)),
    ]
    print(rows)
    const at = argv.indexOf('--json')
    if (at >= 0)
      fs.writeFileSync(
        argv[at + 1] ?? 'bench.json',
        `${JSON.stringify({ load: os.loadavg(), rows }, null, 1)}\n`,
      )
    return rows.some(row => row.holds === false) ? 1 : 0
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main(process.argv.slice(2))
