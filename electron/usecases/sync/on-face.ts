import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type OutboxType } from '../../../shared/domain/sync/chain.ts'

/** Columns of the catalogue that repeat what the face says. */
const CATALOGUE_FACE = [
  'certificate_name',
  'certificate_number',
  'certificate_source_id',
  'issue_dept',
  'certificate_holder',
  'issue_date',
]

const HOLE = /\{([A-Za-z]+)\}/g

/** Whether the licence's paper shows the value: then only a new version of the licence can change it. */
export function standsOnFace(kind: KindDefinition, type: OutboxType, field: string): boolean {
  if (type === 'catalogue') return CATALOGUE_FACE.includes(field)
  if (type !== 'licence-metadata') return false
  const found = kind.fields.find(one => one.shortName === field)
  if (!found) return false
  if (found.type.type === 'photo') return true
  const holes = [...JSON.stringify(kind.face).matchAll(HOLE)].map(([, name = '']) => name)
  // `validFrom` also stands behind `validFromYear` and its like.
  return holes.some(name => name.startsWith(found.id))
}
