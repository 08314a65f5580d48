/**
 * The database at scale: `tsx tools/bench/db-scale.ts FOLDER [LICENCES]`. Builds one database of a thousand and one of
 * LICENCES (a million unless said otherwise) in FOLDER through the stores, and measures both side by side, with
 * export-and-write as the peer. JSON lines on stdout, progress and a table on stderr.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Licence, type LicenceQuery } from '../../shared/domain/licence/licence.ts'
import { exportPeer } from './db/export-peer.ts'
import { makeSubject, openSubject, TODAY, type Subject } from './db/subject.ts'
import { randomOf } from './db/synthetic.ts'
import { figure, timeEach, type Figure } from './db/timing.ts'

const SMALL = 1000
const ROUNDS = 4
const PER_ROUND = 100
const WARM_UP = 50
const LOOKUPS = 400
const COLD_OPENS = 5
const PEER_COMMITS = 5

const SEARCHES: readonly (readonly [string, Omit<LicenceQuery, 'limit'>])[] = [
  ['search: 2 characters, very common (有限)', { text: '有限' }],
  ['search: 2 characters, very common (公司)', { text: '公司' }],
  ['search: 2 characters, middling (星辰)', { text: '星辰' }],
  ['search: 2 characters, rare (萧诺)', { text: '萧诺' }],
  ['search: 2 characters, none (龘龘)', { text: '龘龘' }],
  ['search: 6 characters (文化传播有限)', { text: '文化传播有限' }],
  ['search: name, kind and status', { name: '公司', kind: 'entertainment', status: 'cancelled' }],
  ['search: name that its kind never has', { name: '公司', kind: 'tour-guide' }],
  ['search: expired of one kind', { kind: 'travel-agency', status: 'expired' }],
  ['search: issued in one old month', { issuedFrom: '2016-03-01', issuedTo: '2016-03-31' } as LicenceQuery],
]

/** Durable commits of whole issues, small and large in turns so that the machine's moods hit both. */
function measureCommits(subjects: readonly Subject[]): readonly Figure[] {
  const times = subjects.map((): number[] => [])
  const done = subjects.map(() => 0)
  const some = (k: number, runs: number): readonly number[] => {
    const from = done[k] ?? 0
    done[k] = from + runs
    return timeEach(runs, i => subjects[k]?.issue(from + i))
  }
  subjects.forEach((_, k) => some(k, WARM_UP))
  for (let round = 0; round < ROUNDS; round++)
    subjects.forEach((_, k) => times[k]?.push(...some(k, PER_ROUND)))
  return subjects.map((s, k) => figure('issue: one durable commit', s.rows, times[k] ?? []))
}

/** Lookups of licences from the whole register, each once, so that pages are as cold as on a working day. */
async function measureReads({ reopen, rows, current }: Subject): Promise<readonly Figure[]> {
  const random = randomOf(3)
  const anyId = () => (1 + Math.floor(random() * rows)).toString(16).padStart(32, '0')
  const samples = current().read(s => Array.from({ length: LOOKUPS }, () => s.licences.get(anyId())))
  const known = samples.filter(l => l !== undefined)
  await reopen()
  const db = current()
  const times = (runs: number, work: () => void) => timeEach(runs, () => db.read(work))
  let next = 0
  const pick = () => known[next++ % known.length] as Licence
  const key = (what: string, work: () => void) => figure(`key: ${what}`, rows, times(LOOKUPS, work))
  return [
    key('licence by id', () => db.read(s => s.licences.get(anyId()))),
    key('licence by identifier', () => db.read(s => s.licences.byIdentifier(pick().identifier ?? ''))),
    key('versions by number', () => {
      const { kind, number } = pick()
      db.read(s => s.licences.byNumber(kind, number))
    }),
    key('licences of a holder', () => db.read(s => s.licences.ofHolder(pick().holderCode))),
    key('search box: a number', () =>
      db.read(s => s.licences.search({ text: pick().number, limit: 50 }, TODAY)),
    ),
    ...SEARCHES.map(([what, query]) =>
      figure(
        what,
        rows,
        times(15, () => void db.read(s => s.licences.search({ ...query, limit: 50 }, TODAY))),
      ),
    ),
  ]
}

/** This program in a process of its own, for what must not share the engine. */
const inNewProcess = (args: readonly string[]): string =>
  execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
  })

/** Opening, engine and all, up to the first answer. */
const coldOpens = (file: string, rows: number): Figure =>
  figure(
    'open, new process',
    rows,
    Array.from({ length: COLD_OPENS }, () => Number(inNewProcess(['--open', file]))),
  )

async function openOnce(file: string): Promise<void> {
  const start = performance.now()
  const db = await openSubject(file)
  db.read(stores => stores.licences.count())
  process.stdout.write(String(performance.now() - start))
  db.close()
}

export interface DbScaleReport {
  readonly figures: readonly Figure[]
  readonly rowsPerSecond: number
  readonly fileBytes: number
}

/** Builds, measures and removes the databases. `told` hears how far the filling is. */
export async function measureDbScale(
  folder: string,
  rows: number,
  told: (done: number) => void,
): Promise<DbScaleReport> {
  mkdirSync(folder, { recursive: true })
  const path = (name: string): string => join(folder, name)
  const files = ['small.db', 'large.db', 'peer.db'].map(path)
  const clean = (): void => {
    for (const file of files)
      for (const end of ['', '-wal', '.lock', '.part']) rmSync(file + end, { force: true })
  }
  clean()
  const small = (await makeSubject(path('small.db'), SMALL, () => undefined)).subject
  const { subject: large, rowsPerSecond } = await makeSubject(path('large.db'), rows, told)
  const warm = [await large.reopen(), await large.reopen(), await large.reopen()]
  const figures = [
    ...measureCommits([small, large]),
    ...(await measureReads(small)),
    ...(await measureReads(large)),
    figure('open, engine loaded', rows, warm),
  ]
  small.current().close()
  large.current().close()
  const opens = coldOpens(path('large.db'), rows)
  const fileBytes = statSync(path('large.db')).size
  const peer = JSON.parse(inNewProcess(['--peer', path('peer.db'), String(rows)])) as Figure
  clean()
  return { figures: [...figures, opens, peer], rowsPerSecond, fileBytes }
}

async function main(args: readonly string[]): Promise<void> {
  const [folder, count] = args
  if (folder === '--open' && count !== undefined) return openOnce(count)
  if (folder === '--peer' && count !== undefined) {
    process.stdout.write(JSON.stringify(await exportPeer(count, Number(args[2]), PEER_COMMITS)))
    return
  }
  const rows = count === undefined ? 1_000_000 : Number(count)
  if (folder === undefined || !Number.isInteger(rows) || rows < 1) {
    process.stderr.write('usage: tsx tools/bench/db-scale.ts FOLDER [LICENCES]\n')
    process.exitCode = 2
    return
  }
  const report = await measureDbScale(folder, rows, done => {
    if (done % 50_000 === 0) process.stderr.write(`${done} licences\n`)
  })
  for (const line of report.figures) process.stdout.write(`${JSON.stringify(line)}\n`)
  const { rowsPerSecond, fileBytes } = report
  process.stdout.write(`${JSON.stringify({ what: 'filling', rows, rowsPerSecond, fileBytes })}\n`)
  const lines = report.figures.map(
    f =>
      `${f.what.padEnd(48)} ${String(f.rows).padStart(9)} ${f.p50.toFixed(2).padStart(9)} ${f.p95.toFixed(2).padStart(9)}`,
  )
  process.stderr.write(`${['what'.padEnd(48) + '      rows    p50 ms    p95 ms', ...lines].join('\n')}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
