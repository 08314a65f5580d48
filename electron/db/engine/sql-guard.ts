const REFUSED: Readonly<Record<string, string>> = {
  ATTACH: 'a second file would be written in the clear',
  DETACH: 'nothing is ever attached',
  VACUUM: 'it writes plain pages; free pages are used again without it, and copies are made by backupTo',
  BEGIN: 'use transaction()',
  COMMIT: 'use transaction()',
  END: 'use transaction()',
  ROLLBACK: 'use transaction()',
  SAVEPOINT: 'use transaction()',
  RELEASE: 'use transaction()',
}

/** Pragmas that only read, or that are harmless. All others belong to the engine. */
const PRAGMAS: ReadonlySet<string> = new Set([
  'analysis_limit',
  'compile_options',
  'defer_foreign_keys',
  'foreign_key_check',
  'foreign_key_list',
  'freelist_count',
  'index_info',
  'index_list',
  'index_xinfo',
  'optimize',
  'page_count',
  'table_info',
  'table_list',
  'table_xinfo',
])

const BLANK = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))+/

/** The SQL without blanks, comments and semicolons at its front. */
export const withoutLeadingBlanks = (sql: string): string => sql.replace(BLANK, '')

/** Why the statement must not run, or undefined when it may. Only its first words are looked at. */
export function refusalOf(sql: string): string | undefined {
  const statement = withoutLeadingBlanks(sql)
  const word = /^[a-z]+/i.exec(statement)?.[0].toUpperCase() ?? ''
  if (word === 'PRAGMA') {
    const rest = withoutLeadingBlanks(statement.slice(word.length))
    const pragma = /^(?:[a-z_]+\s*\.\s*)?([a-z_]+)/i.exec(rest)?.[1]?.toLowerCase() ?? ''
    return PRAGMAS.has(pragma) ? undefined : `PRAGMA ${pragma} belongs to the database engine`
  }
  const reason = Object.hasOwn(REFUSED, word) ? REFUSED[word] : undefined
  return reason === undefined ? undefined : `${word} is refused: ${reason}`
}
