import { type FaceElement, type FacePage } from '../../../shared/domain/face/face.ts'
import { isStatic } from '../art/static-art.ts'

/** A single element, or a run of neighbours that look the same on every licence. */
export type ElementGroup = FaceElement | readonly FaceElement[]

/** One array for equal runs, so that 正本 and 副本 share one drawing. */
const runs = new Map<string, readonly FaceElement[]>()
const MAX_RUNS = 200

function sharedRun(run: readonly FaceElement[], page: FacePage): readonly FaceElement[] {
  const key = JSON.stringify([page.width, page.height, run])
  const known = runs.get(key)
  if (known) return known
  if (runs.size >= MAX_RUNS) runs.clear()
  runs.set(key, run)
  return run
}

function makeGroups(page: FacePage, overprint: boolean): readonly ElementGroup[] {
  const out: (FaceElement | FaceElement[])[] = []
  for (const element of page.elements) {
    // Rows and fields hold pre-printed labels and filled values in one; they are parted when they are drawn.
    const holdsValues = element.kind === 'rows' || element.kind === 'field'
    if (overprint && element.layer === 'preprinted' && !holdsValues) continue
    const last = out.at(-1)
    if (!isStatic(element)) out.push(element)
    else if (Array.isArray(last)) last.push(element)
    else out.push([element])
  }
  return out.map(group => ('kind' in group ? group : sharedRun(group, page)))
}

const known = {
  whole: new WeakMap<FacePage, readonly ElementGroup[]>(),
  overprint: new WeakMap<FacePage, readonly ElementGroup[]>(),
}

/** The elements of a page in order, static neighbours together; without what is pre-printed where `overprint` is set. */
export function groupsOf(page: FacePage, overprint: boolean): readonly ElementGroup[] {
  const kept = overprint ? known.overprint : known.whole
  const groups = kept.get(page) ?? makeGroups(page, overprint)
  kept.set(page, groups)
  return groups
}
