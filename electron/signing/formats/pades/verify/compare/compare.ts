import { isKind, nameOf, type PdfDict, type PdfValue } from '../pdf/objects.ts'
import { type PdfRevision } from '../pdf/document.ts'
import { licenceMetadata } from '../metadata.ts'
import { FormComparison, type FormChange, type Permissions } from './form.ts'
import { GraphComparison } from './graph.ts'
import { pagesHold } from './pages.ts'

type AllowedChange = FormChange | 'validation-data-added' | 'extensions-added' | 'description-updated'

interface Comparison {
  /** Codes of what was changed without leave; empty: only what is allowed. */
  readonly violations: readonly string[]
  readonly changes: readonly AllowedChange[]
}

const CATALOG_OPEN: ReadonlySet<string> = new Set(['AcroForm', 'DSS', 'Extensions', 'Version', 'Metadata'])
const DSS_KEYS: ReadonlySet<string> = new Set(['Type', 'VRI', 'Certs', 'OCSPs', 'CRLs'])
/** What a writer notes about the file itself; never anything that is read as content. */
const INFO_OPEN: ReadonlySet<string> = new Set(['ModDate', 'Producer'])

function onlyKeys(revision: PdfRevision, value: PdfValue | undefined, keys: ReadonlySet<string>): boolean {
  const dict = revision.dict(value)
  return dict !== undefined && !dict.ambiguous && [...dict.entries.keys()].every(key => keys.has(key))
}

function compareInfo(graph: GraphComparison, a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  const before = graph.old.dict(a)
  const after = graph.now.dict(b)
  if (!before || !after) return before === after
  // What is left out is lost to nobody: it stays in the signed state. What is there must be as it was.
  return [...after.entries]
    .filter(([key]) => !INFO_OPEN.has(key))
    .map(([key, value]) => graph.same(before.entries.get(key), value))
    .every(Boolean)
}

/** Files that are not encrypted carry identifiers for archives only. */
function compareTrailers(graph: GraphComparison, violations: Set<string>): void {
  const a = graph.old.trailer
  const b = graph.now.trailer
  // Catalogs are compared as such; what else a trailer holds says how the file is stored, apart from encryption.
  if (a.entries.has('Encrypt') || b.entries.has('Encrypt')) {
    const same = (key: string): boolean => graph.same(a.entries.get(key), b.entries.get(key))
    if (!same('Encrypt') || !graph.same(firstId(a), firstId(b))) violations.add('trailer-changed')
  }
  if (b.ambiguous) violations.add('trailer-changed')
  const info = b.entries.get('Info')
  if (info !== undefined && !compareInfo(graph, a.entries.get('Info'), info))
    violations.add('information-changed')
}

const firstId = (trailer: PdfDict): PdfValue | undefined => {
  const id = trailer.entries.get('ID')
  return isKind(id, 'array') ? id.items[0] : undefined
}

/** The description of the file (XMP) may follow later saves unless nothing may; our own licence metadata never change. */
function metadataHold(graph: GraphComparison, permissions: Permissions): 'same' | 'updated' | 'changed' {
  const a = graph.old.catalog.entries.get('Metadata')
  const b = graph.now.catalog.entries.get('Metadata')
  const before = graph.old.resolve(a)
  const after = graph.now.resolve(b)
  const same = isKind(a, 'ref') && isKind(b, 'ref') && a.num === b.num && graph.untouched(a.num)
  if (same || (before === null && after === null)) return graph.same(a, b) ? 'same' : 'changed'
  if (permissions.level === 1 || !isKind(after, 'stream')) return 'changed'
  const mine = (revision: PdfRevision): string =>
    JSON.stringify(Object.entries(licenceMetadata(revision)).sort())
  return mine(graph.old) === mine(graph.now) ? 'updated' : 'changed'
}

function compareCatalogs(graph: GraphComparison, permissions: Permissions): Comparison {
  const violations = new Set<string>()
  const changes = new Set<AllowedChange>()
  const a = graph.old.catalog
  const b = graph.now.catalog
  const root = graph.old.trailer.entries.get('Root')
  const newRoot = graph.now.trailer.entries.get('Root')
  if (isKind(root, 'ref')) graph.examined.add(root.num)
  if (!isKind(newRoot, 'ref')) violations.add('catalog-changed')
  else if (!sameRef(root, newRoot) && graph.old.entry(newRoot.num).type !== 'free')
    violations.add('object-reused')
  if (b.ambiguous) violations.add('catalog-changed')
  const form = new FormComparison(graph, permissions)
  form.compare(a.entries.get('AcroForm'), b.entries.get('AcroForm'))
  if (!pagesHold(graph, form.newWidgets)) violations.add('pages-changed')
  if (!graph.sameDict(a, b, CATALOG_OPEN)) violations.add('catalog-changed')
  const described = metadataHold(graph, permissions)
  if (described === 'changed') violations.add('catalog-changed')
  if (described === 'updated') changes.add('description-updated')
  compareStore(graph, violations, changes)
  if (b.entries.has('Extensions') && !a.entries.has('Extensions')) changes.add('extensions-added')
  if (!versionHolds(a, b)) violations.add('catalog-changed')
  for (const code of form.violations) violations.add(code)
  for (const change of form.changes) changes.add(change)
  return { violations: [...violations], changes: [...changes] }
}

function compareStore(graph: GraphComparison, violations: Set<string>, changes: Set<AllowedChange>): void {
  const before = graph.old.catalog.entries.get('DSS')
  const after = graph.now.catalog.entries.get('DSS')
  if (after === undefined) {
    if (before !== undefined) violations.add('catalog-changed')
  } else if (!onlyKeys(graph.now, after, DSS_KEYS)) violations.add('validation-data-malformed')
  else if (before === undefined || !sameRef(before, after)) changes.add('validation-data-added')
}

const sameRef = (a: PdfValue | undefined, b: PdfValue | undefined): boolean =>
  isKind(a, 'ref') && isKind(b, 'ref') && a.num === b.num

/** A later save may raise the version, not lower it. */
function versionHolds(a: PdfDict, b: PdfDict): boolean {
  const before = nameOf(a.entries.get('Version')) ?? ''
  const after = nameOf(b.entries.get('Version')) ?? ''
  return before === after || (/^\d\.\d$/.test(after) && after >= before)
}

/**
 * Says what changed between the state that was signed and a later one. Allowed are validation data (DSS), document time
 * stamps, extensions, the writer's notes, and by permission filled form fields and further signatures; all else is a violation.
 */
export function compareRevisions(old: PdfRevision, now: PdfRevision, permissions: Permissions): Comparison {
  const graph = new GraphComparison(old, now)
  const trailer = new Set<string>()
  compareTrailers(graph, trailer)
  const { violations, changes } = compareCatalogs(graph, permissions)
  graph.run()
  if (graph.changed.size > 0) trailer.add('objects-changed')
  return { violations: [...trailer, ...violations], changes }
}
