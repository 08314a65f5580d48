import { isKind, nameOf, PdfError, type PdfDict, type PdfValue } from '../pdf/objects.ts'
import { type PdfRevision } from '../pdf/document.ts'
import { type GraphComparison } from './graph.ts'

const MAX_PAGES = 200_000
const MAX_DEPTH = 64

/** Numbers of the page objects, by the page tree. */
function pageNumbers(revision: PdfRevision): number[] {
  const found: number[] = []
  const seen = new Set<number>()
  const visit = (node: PdfValue, depth: number): void => {
    if (!isKind(node, 'ref') || seen.has(node.num)) return
    if (depth > MAX_DEPTH || seen.size > MAX_PAGES)
      throw new PdfError('pdf-malformed', 'page tree is too large')
    seen.add(node.num)
    const dict = revision.dict(node)
    if (nameOf(dict?.entries.get('Type')) === 'Page') found.push(node.num)
    for (const kid of (dict && revision.array(dict.entries.get('Kids'))) ?? []) visit(kid, depth + 1)
  }
  visit(revision.catalog.entries.get('Pages') ?? null, 0)
  return found
}

const isWidget = (value: PdfValue, widgets: ReadonlySet<number>): boolean =>
  isKind(value, 'ref') && widgets.has(value.num)

/** The old annotations in their order, with nothing but allowed widgets added. */
function annotationsHold(
  graph: GraphComparison,
  before: readonly PdfValue[],
  after: readonly PdfValue[],
  widgets: ReadonlySet<number>,
): boolean {
  let next = 0
  for (const item of after) {
    if (next < before.length && graph.same(before[next], item)) next += 1
    else if (!isWidget(item, widgets)) return false
  }
  return next === before.length
}

function comparePage(graph: GraphComparison, num: number, widgets: ReadonlySet<number>): boolean {
  const a: PdfDict | undefined = graph.old.dict(graph.old.object(num))
  const b: PdfDict | undefined = graph.now.dict(graph.now.object(num))
  if (!a || !b || b.ambiguous) return false
  const before = graph.old.array(a.entries.get('Annots')) ?? []
  const after = graph.now.array(b.entries.get('Annots')) ?? []
  const rest = graph.sameDict(a, b, new Set(['Annots']))
  return annotationsHold(graph, before, after, widgets) && rest
}

/** Judges the pages whose own object or list of annotations changed; the others the graph walks as everything else. */
export function pagesHold(graph: GraphComparison, widgets: ReadonlySet<number>): boolean {
  return pageNumbers(graph.old)
    .map(num => {
      const annots = graph.old.dict(graph.old.object(num))?.entries.get('Annots')
      const listMoved = isKind(annots, 'ref') && !graph.untouched(annots.num)
      if (graph.untouched(num) && !listMoved) return true
      graph.examined.add(num)
      return comparePage(graph, num, widgets)
    })
    .every(Boolean)
}
