export type FileProblem = 'too-large' | 'empty' | 'too-many' | 'wrong-type'

export interface FileRule {
  readonly maxBytes: number
  readonly maxFiles: number
  /** Endings with their dot, in lower case; empty for any. */
  readonly endings: readonly string[]
}

interface FileFacts {
  readonly name: string
  readonly size: number
}

/** Parts what may be taken from what may not, with the reason for each. What a file holds is for the core to judge. */
export function checkFiles<F extends FileFacts>(files: readonly F[], rule: FileRule) {
  const taken: F[] = []
  const refused: { readonly file: F; readonly problem: FileProblem }[] = []
  for (const file of files) {
    const problem = problemOf(file, rule) ?? (taken.length >= rule.maxFiles ? 'too-many' : undefined)
    if (problem) refused.push({ file, problem })
    else taken.push(file)
  }
  return { taken, refused }
}

function problemOf(file: FileFacts, rule: FileRule): FileProblem | undefined {
  const fits = rule.endings.length === 0 || rule.endings.some(end => file.name.toLowerCase().endsWith(end))
  if (!fits) return 'wrong-type'
  if (file.size === 0) return 'empty'
  return file.size > rule.maxBytes ? 'too-large' : undefined
}
