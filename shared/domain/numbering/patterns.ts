/** Longest number that is compared with a pattern at all. */
export const MAX_NUMBER = 64
const MAX_PATTERN = 400
/** How many ways a pattern may have to match one text; keeps the engine from backtracking for long. */
const MAX_WAYS = 4096

/** One step through a pattern: what it takes, and in how many ways it may match. Undefined where the subset has no such thing. */
interface Step {
  readonly length: number
  readonly ways: number
}

const ATOM =
  /^(?:\[\^?(?:[^\\[\]]|\\[\w\\\-.^$()[\]{}|/])+\]|\\[d.\\\-^$()[\]{}|/]|\\u[0-9a-f]{4}|[^\\[\](){}*+?.|^$])/u
const QUANTIFIER = /^(?:\{(\d{1,2})(?:,(\d{1,2}))?\}|\?)/
const GROUP = /^\((?:\?:|\?<[a-zA-Z]{1,24}>)/

function quantified(rest: string): Step | undefined {
  const m = QUANTIFIER.exec(rest)
  if (!m) return { length: 0, ways: 1 }
  if (m[0] === '?') return { length: 1, ways: 2 }
  const low = Number(m[1])
  const high = m[2] === undefined ? low : Number(m[2])
  return low <= high && high <= MAX_NUMBER ? { length: m[0].length, ways: high - low + 1 } : undefined
}

function atom(text: string): Step | undefined {
  const m = ATOM.exec(text)
  if (!m) return undefined
  const after = quantified(text.slice(m[0].length))
  return after && { length: m[0].length + after.length, ways: after.ways }
}

/** A group holds atoms and `|`; it may be optional, but never repeated and never nested. */
function group(text: string): Step | undefined {
  const open = GROUP.exec(text)
  if (!open) return undefined
  let at = open[0].length
  let ways = 1
  while (at < text.length && text.charAt(at) !== ')') {
    const step = text.charAt(at) === '|' ? { length: 1, ways: 2 } : atom(text.slice(at))
    if (!step) return undefined
    at += step.length
    ways *= step.ways
  }
  if (text.charAt(at) !== ')') return undefined
  const optional = text.charAt(at + 1) === '?'
  return { length: at + (optional ? 2 : 1), ways: optional ? ways * 2 : ways }
}

/**
 * Whether a pattern is of the safe subset: anchored, of literals, classes, `\d`, counted repeats of single characters up to 64,
 * and groups that are not repeated. No `*`, `+`, `.`, look-around or back-reference: such a pattern cannot run away.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN || !pattern.startsWith('^') || !pattern.endsWith('$')) return false
  const inner = pattern.slice(1, -1)
  let at = 0
  let ways = 1
  while (at < inner.length) {
    const rest = inner.slice(at)
    const step = rest.startsWith('(') ? group(rest) : atom(rest)
    if (!step) return false
    at += step.length
    ways *= step.ways
    if (ways > MAX_WAYS) return false
  }
  return compiles(pattern)
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').flags === 'u'
  } catch {
    return false
  }
}

/** Compiled once: an import recognises a number in every row. Emptied when it grows past what any pack holds. */
const known = new Map<string, RegExp | undefined>()
const MAX_KNOWN = 500

function compiled(pattern: string): RegExp | undefined {
  if (!known.has(pattern)) {
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(pattern, isSafePattern(pattern) ? new RegExp(pattern, 'u') : undefined)
  }
  return known.get(pattern)
}

/** The named parts of a number, or undefined when it does not follow the pattern (or the pattern is not of the safe subset). */
export function partsByPattern(
  pattern: string,
  number: string,
): Readonly<Record<string, string>> | undefined {
  const match = number.length > MAX_NUMBER ? null : compiled(pattern)?.exec(number)
  if (!match) return undefined
  const parts = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(parts)
}

export const matchesPattern = (pattern: string, number: string): boolean =>
  partsByPattern(pattern, number) !== undefined
