import { JUDGES } from './judges.mjs'

/** Columns on a terminal: Chinese characters and full-width signs take two. */
export function displayWidth(text) {
  let width = 0
  for (const char of text) {
    const wide =
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u
    width += wide.test(char) ? 2 : 1
  }
  return width
}

const pad = (text, width) => text + ' '.repeat(Math.max(0, width - displayWidth(text)))

const MAX_REASONS = 6
const MAX_REASON = 300

function reasonLines(verdict) {
  const name = JUDGES.find(judge => judge.id === verdict.judge)?.name
  const wanted = verdict.file.control?.mustFail[verdict.judge]
  const said =
    wanted === undefined
      ? verdict.reasons
      : [`did not say "${wanted}" of this control, but:`, ...verdict.reasons]
  const shown = said
    .slice(0, MAX_REASONS)
    .map(reason => (reason.length > MAX_REASON ? `${reason.slice(0, MAX_REASON)}…` : reason))
  if (said.length > MAX_REASONS) shown.push(`… and ${said.length - MAX_REASONS} more`)
  return shown.map(reason => `    ${name}: ${reason}`)
}

/**
 * The table file by judge, with the reasons under each file that has a ✗. A ✓ behind a control means that the judge found its fault;
 * – means that the judge was not asked.
 * @param {readonly import('./judging.mjs').JudgedFile[]} files
 * @param {readonly import('./judging.mjs').Verdict[]} verdicts
 * @returns {string[]} lines
 */
export function tableLines(files, verdicts) {
  const labels = files.map(file => (file.control ? `[control] ${file.label}` : file.label))
  const width = Math.max(displayWidth('file'), ...labels.map(displayWidth)) + 2
  const lines = [pad('file', width) + JUDGES.map(judge => pad(judge.name, 10)).join('')]
  files.forEach((file, i) => {
    const own = verdicts.filter(verdict => verdict.file === file)
    const marks = JUDGES.map(judge => {
      const verdict = own.find(one => one.judge === judge.id)
      return pad(verdict === undefined ? '–' : verdict.passed ? '✓' : '✗', 10)
    })
    lines.push(pad(labels[i], width) + marks.join('').trimEnd())
    for (const verdict of own) if (!verdict.passed) lines.push(...reasonLines(verdict))
  })
  return lines
}

/** `N passed, M failed`, over all verdicts. */
export function countVerdicts(verdicts) {
  const passed = verdicts.filter(verdict => verdict.passed).length
  return { passed, failed: verdicts.length - passed }
}
