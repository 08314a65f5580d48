import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Fault, type FaultLog } from '../ports/diagnostics.ts'
import { type Clock } from '../ports/platform.ts'

const MAX_BYTES = 1024 * 1024
const MAX_FRAMES = 12

const FAULT = z.strictObject({
  id: z.string().max(32),
  at: z.string().max(32),
  name: z.string().max(80),
  code: z.string().max(80).nullable(),
  frames: z.array(z.string().max(300)).max(MAX_FRAMES),
})

// The message is left out on purpose: it may quote what the clerk typed. A stack begins with it, so only call sites are kept,
// and of their paths only the end.
function framesOf(error: Error): readonly string[] {
  const whole = typeof error.stack === 'string' ? error.stack : ''
  const message = String(error.message)
  const at = whole.indexOf(message)
  if (at < 0) return [] // the stack is not of this message: where it ends cannot be known
  return whole
    .slice(at + message.length)
    .split('\n')
    .map(line => /^\s+at (?:(\S[^()]{0,100}) \()?(?:file:\/\/)?([^()]*?):(\d+):\d+\)?$/.exec(line))
    .filter(match => match !== null)
    .slice(0, MAX_FRAMES)
    .map(([, name, file = '', line]) => {
      const place = `${file.split(/[\\/]/).slice(-3).join('/')}:${line}`
      return (name === undefined ? place : `${name} ${place}`).slice(-300)
    })
}

const codeOf = (error: Error): string | null => {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,80}$/.test(code) ? code : null
}

const nameOf = (error: Error): string => (/^[A-Za-z0-9_$]{1,80}$/.test(error.name) ? error.name : 'Error')

function readLines(file: string): readonly string[] {
  try {
    if (fs.statSync(file).size > 2 * MAX_BYTES) return []
    return fs.readFileSync(file, 'utf8').split('\n')
  } catch {
    return [] // no fault so far
  }
}

function parseLine(line: string): Fault | undefined {
  try {
    const parsed = FAULT.parse(JSON.parse(line))
    return { ...parsed, at: parsed.at as Instant }
  } catch {
    return undefined // the last line of a crash may be torn
  }
}

/**
 * The log of faults, a line of JSON each; the file before it is kept as `.1`. Writing never throws: a full disk must not
 * turn one fault into two.
 */
export function createFaultLog(file: string, clock: Clock): FaultLog {
  return {
    record(error) {
      const id = randomBytes(6).toString('hex').toUpperCase()
      const thrown = error instanceof Error ? error : new Error('not an Error')
      const fault: Fault = {
        id,
        at: clock.now(),
        name: nameOf(thrown),
        code: codeOf(thrown),
        frames: framesOf(thrown),
      }
      try {
        fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
        if (fs.existsSync(file) && fs.statSync(file).size > MAX_BYTES) fs.renameSync(file, `${file}.1`)
        fs.appendFileSync(file, `${JSON.stringify(fault)}\n`, { mode: 0o600 })
      } catch {
        return id
      }
      return id
    },
    last: limit =>
      [...readLines(`${file}.1`), ...readLines(file)]
        .map(parseLine)
        .filter(fault => fault !== undefined)
        .slice(-limit)
        .reverse(),
  }
}
