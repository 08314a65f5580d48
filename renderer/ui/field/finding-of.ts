import { type FieldFinding } from '../../../shared/domain/kinds/finding.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'

const joined = (error: AppError): Words =>
  error.next ? words(`${error.text.zh}。${error.next.zh}`, `${error.text.en}. ${error.next.en}`) : error.text

/** A refusal as a finding of the field that it is about; none where it is about something else. `login-` stands for all of that beginning. */
export const findingsOf = (error: AppError | null, ...codes: readonly string[]): readonly FieldFinding[] =>
  error && codes.some(code => (code.endsWith('-') ? error.code.startsWith(code) : error.code === code))
    ? [{ field: null, severity: 'fault', code: error.code, text: joined(error) }]
    : []

/** Something that the page itself sees at once: a field left empty, two entries that differ. */
export const fault = (code: string, zh: string, en: string): FieldFinding => ({
  field: null,
  severity: 'fault',
  code,
  text: words(zh, en),
})
