import { JUDGES } from './judges.mjs'
import { lastLines, run } from './processes.mjs'
import { reasonsAgainst } from './rules.mjs'

/**
 * A file to be judged. `root` is the only certificate (PEM) that the judges may trust for it.
 * A control is a file with a known fault: each judge named in `mustFail` has to give a reason that fits the pattern there
 * (a regular expression), the others are not asked.
 * @typedef {object} JudgedFile
 * @property {string} file Absolute path.
 * @property {string} root
 * @property {string} label
 * @property {import('./rules.mjs').Expectations} expectations
 * @property {readonly import('./judges.mjs').JudgeId[]} [judges] Who is asked; all of them when left out.
 * @property {{ mustFail: Partial<Record<import('./judges.mjs').JudgeId, string>> }} [control]
 *
 * @typedef {object} Verdict
 * @property {JudgedFile} file
 * @property {import('./judges.mjs').JudgeId} judge
 * @property {boolean} passed For a control: the judge found the fault.
 * @property {readonly string[]} reasons What the judge holds against the file.
 */

const HALF_AN_HOUR = 1_800_000

/** Files that may not be named in a line-by-line protocol are a fault of ours. */
function inputOf(files) {
  return files
    .map(({ file, root }) => {
      if (/[\t\r\n]/.test(file + root)) throw new Error(`a path with a tab or a line break: ${file}`)
      return `${file}\t${root}\n`
    })
    .join('')
}

/**
 * What a judge printed, one answer a file in their order; undefined where it said nothing. Other lines are noise of a library.
 * @param {string} stdout
 * @param {readonly JudgedFile[]} files
 * @returns {({ file: string, facts?: unknown, error?: string } | undefined)[]}
 */
export function answersOf(stdout, files) {
  const answers = []
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{')) continue
    try {
      answers.push(JSON.parse(line))
    } catch {
      // a line cut off by a crash: the file stays without an answer, which fails it
    }
  }
  return files.map((file, i) => (answers[i]?.file === file.file ? answers[i] : undefined))
}

/**
 * What an answer means for the file; without one `silence` says why.
 * @returns {Verdict}
 */
export function verdictOf(judge, file, answer, silence) {
  const reasons = answer
    ? answer.error !== undefined
      ? [`could not deal with the file: ${answer.error}`]
      : reasonsAgainst(judge, answer.facts, file.expectations)
    : [`gave no verdict: ${silence}`]
  // A judge that finds something else, crashes or says nothing has not found the fault of a control.
  const pattern = file.control?.mustFail[judge]
  const passed =
    pattern === undefined ? reasons.length === 0 : reasons.some(reason => new RegExp(pattern).test(reason))
  return { file, judge, passed, reasons }
}

/**
 * Whether a judge is asked about a file.
 * @param {import('./judges.mjs').JudgeId} judge
 * @param {JudgedFile} file
 */
export const isAsked = (judge, { control, judges }) =>
  (!control || judge in control.mustFail) && (!judges || judges.includes(judge))

/**
 * One run of one judge over all the files that it is asked about.
 * @param {import('./judges.mjs').Judge} judge
 * @param {{ command: string, args: string[] }} how
 * @param {readonly JudgedFile[]} files
 * @returns {Promise<{ verdicts: Verdict[], millis: number }>}
 */
async function judgeAll(judge, how, files) {
  const asked = files.filter(file => isAsked(judge.id, file))
  const started = performance.now()
  const done = await run(how.command, how.args, { input: inputOf(asked), timeoutMs: HALF_AN_HOUR })
  const answers = answersOf(done.stdout, asked)
  const silence = `ended with ${done.status}; ${lastLines(done.stderr, 3) || 'it said nothing'}`
  const verdicts = asked.map((file, i) => verdictOf(judge.id, file, answers[i], silence))
  return { verdicts, millis: Math.round(performance.now() - started) }
}

/**
 * All judges over all files, two judges at a time.
 * @param {Record<string, { command: string, args: string[] }>} commands
 * @param {readonly JudgedFile[]} files
 * @param {(line: string) => void} tell
 * @returns {Promise<{ verdicts: Verdict[], millis: Record<string, number> }>}
 */
export async function askJudges(commands, files, tell) {
  // The slowest first, so that the others share the second core with it.
  const order = ['dss', 'verapdf', 'pyhanko', 'pdfbox'].flatMap(id => JUDGES.filter(judge => judge.id === id))
  const verdicts = []
  const millis = {}
  const worker = async () => {
    for (let judge = order.shift(); judge; judge = order.shift()) {
      const done = await judgeAll(judge, commands[judge.id], files)
      tell(`${judge.name}: ${done.verdicts.length} verdicts in ${(done.millis / 1000).toFixed(1)} s`)
      verdicts.push(...done.verdicts)
      millis[judge.id] = done.millis
    }
  }
  await Promise.all([worker(), worker()])
  return { verdicts, millis }
}
