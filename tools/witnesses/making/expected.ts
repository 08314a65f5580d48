import { faceValues } from '../../../shared/domain/face/face-values.ts'
import { type FaceElement } from '../../../shared/domain/face/face.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { type Standard } from '../../../electron/usecases/common/standard.ts'
import { type Expectations } from '../rules.mjs'

const HOLE = /\{([A-Za-z.]+)\}/g

/** The texts of an element that are filled in or pre-printed as they stand. */
function templatesOf(element: FaceElement): readonly string[] {
  if (element.kind === 'rows') return element.rows.map(row => row.text)
  return element.kind === 'text' || element.kind === 'field' ? [element.text] : []
}

/**
 * Every word that the face has a place for: the document's name, and each value of the register in the words of the face.
 * `filled` leaves out what is pre-printed.
 */
function shownTexts(standard: Standard, licence: Licence, purpose: 'whole' | 'filled'): readonly string[] {
  const kind = standard.kind(licence.kind)
  const values = faceValues(kind, licence.values, {
    regionName: code => standard.regions.lookup(code)?.fullName,
  })
  const holes = kind.face.pages
    .flatMap(page => page.elements)
    .filter(element => purpose === 'whole' || element.layer === 'filled')
    .flatMap(templatesOf)
    .flatMap(template => [...template.matchAll(HOLE)].map(hole => values[hole[1] ?? ''] ?? ''))
  return [...new Set([...(purpose === 'whole' ? [kind.name.zh] : []), ...holes])].filter(text => text !== '')
}

/** What the electronic copy must be: its pages, its words, its metadata. */
export const expectedOfCopy = (standard: Standard, licence: Licence): Expectations => {
  const kind: KindDefinition = standard.kind(licence.kind)
  return {
    signatures: 1,
    pages: kind.face.pages.length,
    text: shownTexts(standard, licence, 'whole'),
    information: Object.fromEntries(metadataOf(kind, licence)),
  }
}

/** What a sheet for the printer must be: the same words, no signature. */
export const expectedOfSheet = (
  standard: Standard,
  licence: Licence,
  purpose: 'print' | 'overprint',
): Expectations => ({
  signatures: 0,
  pages: standard.kind(licence.kind).face.pages.length,
  text: shownTexts(standard, licence, purpose === 'print' ? 'whole' : 'filled'),
})
