import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Words } from '../../shared/kernel/words.ts'

export interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export interface Output {
  /** A result: words for people, data for programs. */
  say(text: Words, data: object): void
  fail(error: AppError): void
}

export const createOutput = ({ out, err }: Streams, json: boolean): Output => ({
  say(text, data) {
    out(json ? `${JSON.stringify(data)}\n` : `${text.zh}\n${text.en}\n`)
  },
  fail(error) {
    if (json) return out(`${JSON.stringify({ error })}\n`)
    const { text, next } = error
    err(`${text.zh}\n${next ? `→ ${next.zh}\n` : ''}${text.en}\n${next ? `→ ${next.en}\n` : ''}`)
  },
})
