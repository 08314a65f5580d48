import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Words } from '../../../shared/kernel/words.ts'

export interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** The error stream is a terminal: progress may be drawn there. */
  readonly terminal: boolean
}

/** Everything a command says. With `--json` standard output carries one JSON object a line and nothing else. */
export interface Output {
  readonly json: boolean
  /** One result: the object as JSON, or the line for people. */
  item(object: unknown, line: string): void
  /** Words for people; silent with `--json`. */
  say(text: Words | string): void
  /** Words for people on the error stream, `--json` or not. */
  notice(text: Words): void
  /** Something that does not stop the command, with what to do about it; on the error stream. */
  warn(error: AppError): void
  /** A failure of the whole command. */
  fail(error: AppError): void
  /** Progress of long work, drawn on a terminal only. */
  progress(text: string): void
  progressDone(): void
}

const bothLanguages = (text: Words | string): string =>
  typeof text === 'string' ? text : `${text.zh}\n  ${text.en}`

/** An error as people read it: what is wrong, what to do next, the code to look it up by. */
export function errorText(error: AppError, mark = '✗'): string {
  const next = error.next ? `\n→ ${error.next.zh}\n  ${error.next.en}` : ''
  return `${mark} ${error.text.zh} [${error.code}]\n  ${error.text.en}${next}`
}

export function createOutput(streams: Streams, json: boolean): Output {
  let drawn = false
  const clear = () => {
    if (drawn) streams.err('\r\u001b[K')
    drawn = false
  }
  return {
    json,
    item(object, line) {
      clear()
      streams.out(json ? `${JSON.stringify(object)}\n` : `${line}\n`)
    },
    say(text) {
      clear()
      if (!json) streams.out(`${bothLanguages(text)}\n`)
    },
    notice(text) {
      clear()
      streams.err(`${bothLanguages(text)}\n`)
    },
    warn(error) {
      clear()
      streams.err(`${errorText(error, '!')}\n`)
    },
    fail(error) {
      clear()
      if (json) streams.out(`${JSON.stringify({ error })}\n`)
      streams.err(`${errorText(error)}\n`)
    },
    progress(text) {
      if (!streams.terminal) return
      streams.err(`\r\u001b[K${text}`)
      drawn = true
    },
    progressDone: clear,
  }
}
