/** How a fact is known: read in a source, deduced from found facts, common knowledge, or our own default. */
export type SourceMark = 'found' | 'inferred' | 'memory' | 'default'

/** Where a fact of the standard pack comes from. `ref` names the statute, standard or page; for a default, why it was chosen. */
export interface Source {
  readonly mark: SourceMark
  readonly ref: string
}
