import { tinyPdf, type TinyPdfOptions } from './tiny-pdf.ts'

/** The moment of the test as a PDF date. */
export const pdfNow = (): string => `D:${new Date().toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`

/** A file of which the container is made by `seal`, given what lies outside of the gap. */
export function sealedPdf(
  seal: (content: Uint8Array) => Uint8Array,
  options: TinyPdfOptions = {},
): Uint8Array {
  const { bytes, gap } = tinyPdf({ signedAt: pdfNow(), ...options })
  if (!gap) throw new Error('no gap for the container')
  const content = Buffer.concat([bytes.subarray(0, gap.start), bytes.subarray(gap.end)])
  const digits = Buffer.from(seal(content))
    .toString('hex')
    .padEnd(gap.end - gap.start - 2, '0')
  const file = Buffer.from(bytes)
  file.write(digits, gap.start + 1, 'latin1')
  return new Uint8Array(file)
}
