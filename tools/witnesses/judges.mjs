/**
 * The judges, in the order of the table. `kind` says how they are installed and started; `main` is the Java class.
 * @typedef {'pyhanko' | 'dss' | 'verapdf' | 'pdfbox'} JudgeId
 * @typedef {{ id: JudgeId, name: string, kind: 'python' | 'java', main: string }} Judge
 */

/** @type {readonly Judge[]} */
export const JUDGES = [
  { id: 'pyhanko', name: 'pyHanko', kind: 'python', main: 'pyhanko_judge.py' },
  { id: 'dss', name: 'EU DSS', kind: 'java', main: 'DssJudge' },
  { id: 'verapdf', name: 'veraPDF', kind: 'java', main: 'VeraPdfJudge' },
  { id: 'pdfbox', name: 'PDFBox', kind: 'java', main: 'PdfBoxJudge' },
]
