import { type FontRole } from '../../../shared/domain/face/face.ts'
import { bundledFonts, PREFERRED_FAMILIES, RARE_FAMILIES } from './bundled.ts'
import { openFontFace, type FontFace } from './font-file.ts'
import { needsShaping } from './shaped-scripts.ts'
import { covers, indexSystemFonts, type IndexedFace, type SystemFontOptions } from './system-fonts.ts'

/** Which font draws which character: the role's own, the bundled ones, then whatever the system has. */
export interface FontChain {
  /** The first face of the role's chain that has the character; undefined when no font at hand can draw it. */
  faceFor(role: FontRole, codePoint: number): FontFace | undefined
}

/** Opens each face once, however many roles use it. */
function faceOpener(): (path: string, index: number) => FontFace {
  const opened = new Map<string, FontFace>()
  return (path, index) => {
    const key = `${path}#${index}`
    let face = opened.get(key)
    if (!face) {
      face = openFontFace(path, index)
      opened.set(key, face)
    }
    return face
  }
}

const rankIn = (list: readonly string[], face: IndexedFace): number => {
  const ranks = face.families.map(name => list.indexOf(name)).filter(rank => rank >= 0)
  return ranks.length > 0 ? Math.min(...ranks) : list.length
}

/** Faces of the families named, in the order of the names. */
function preferred(index: readonly IndexedFace[], families: readonly string[]): readonly IndexedFace[] {
  return index
    .filter(face => rankIn(families, face) < families.length)
    .sort((a, b) => rankIn(families, a) - rankIn(families, b) || (a.path < b.path ? -1 : 1))
}

/** A chain over the bundled fonts and the system's. The system is looked at when first needed, not before. */
export function createFontChain(options: SystemFontOptions = {}): FontChain {
  const open = faceOpener()
  let index: readonly IndexedFace[] | undefined
  const system = (): readonly IndexedFace[] => {
    index ??= [...indexSystemFonts(options)].sort(
      (a, b) => rankIn(RARE_FAMILIES, a) - rankIn(RARE_FAMILIES, b) || (a.path < b.path ? -1 : 1),
    )
    return index
  }
  const chains = new Map<FontRole, readonly FontFace[]>()
  const chainOf = (role: FontRole): readonly FontFace[] => {
    let chain = chains.get(role)
    if (!chain) {
      const families = PREFERRED_FAMILIES[role]
      const own = families ? preferred(system(), families).map(face => open(face.path, face.index)) : []
      chain = [...own, ...bundledFonts(role).map(path => open(path, 0))]
      chains.set(role, chain)
    }
    return chain
  }
  const rare = (codePoint: number): FontFace | undefined => {
    const found = system().find(face => covers(face, codePoint))
    const face = found && open(found.path, found.index)
    return face && face.glyphOf(codePoint) !== 0 ? face : undefined
  }
  const find = (role: FontRole, codePoint: number): FontFace | undefined =>
    needsShaping(codePoint)
      ? undefined
      : (chainOf(role).find(face => face.glyphOf(codePoint) !== 0) ?? rare(codePoint))
  const known = new Map<FontRole, Map<number, FontFace | null>>()
  return {
    faceFor(role, codePoint) {
      const ofRole = known.get(role) ?? new Map<number, FontFace | null>()
      if (ofRole.size === 0) known.set(role, ofRole)
      const kept = ofRole.get(codePoint)
      if (kept !== undefined) return kept ?? undefined
      const face = find(role, codePoint)
      ofRole.set(codePoint, face ?? null)
      return face
    },
  }
}
