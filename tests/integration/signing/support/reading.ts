import { type VerificationReport } from '../../../../shared/domain/seal/verification.ts'

/** A file as text of one character a byte, to be searched and changed, and back. */
export const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
export const fromLatin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** The codes of everything that a report says, of signatures first. */
export const codes = (report: VerificationReport): readonly string[] =>
  [...report.signatures.flatMap(s => s.reasons), ...report.reasons].map(r => r.code)
