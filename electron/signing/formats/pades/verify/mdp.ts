import { integerOf, isKind, nameOf, type PdfDict, type PdfValue } from './pdf/objects.ts'
import { type PdfRevision } from './pdf/document.ts'
import { textOfValue } from './fields.ts'
import { type Permissions } from './compare/form.ts'

type Level = Permissions['level']

interface Transform {
  readonly method: string | undefined
  readonly parameters: PdfDict | undefined
}

function transforms(revision: PdfRevision, signature: PdfDict): Transform[] {
  const references = revision.array(signature.entries.get('Reference')) ?? []
  return references.flatMap(item => {
    const dict = revision.dict(item)
    if (!dict) return []
    const method = nameOf(revision.resolve(dict.entries.get('TransformMethod')))
    return [{ method, parameters: revision.dict(dict.entries.get('TransformParams')) }]
  })
}

/** P of a certification signature; 2 where it does not say (ISO 32000-1, table 254). Undefined: not a certification. */
function certificationLevel(revision: PdfRevision, signature: PdfDict): Level | undefined {
  const transform = transforms(revision, signature).find(t => t.method === 'DocMDP')
  if (!transform) return undefined
  const level = integerOf(revision.resolve(transform.parameters?.entries.get('P'))) ?? 2
  return level === 1 || level === 3 ? level : 2
}

function fieldNames(revision: PdfRevision, value: PdfValue | undefined): string[] {
  return (revision.array(value) ?? []).flatMap(item => textOfValue(revision.resolve(item)) ?? [])
}

const covers = (names: readonly string[], field: string): boolean =>
  names.some(name => field === name || field.startsWith(`${name}.`))

function lockOf(revision: PdfRevision, { parameters }: Transform): (field: string) => boolean {
  const names = fieldNames(revision, parameters?.entries.get('Fields'))
  switch (nameOf(parameters?.entries.get('Action'))) {
    case 'Include':
      return field => covers(names, field)
    case 'Exclude':
      return field => !covers(names, field)
    default:
      return () => true
  }
}

/** What may change after a signature: its own certification, that of the document (Perms), and its field locks. */
export function permissionsOf(revision: PdfRevision, signature: PdfDict): Permissions {
  const certifying = revision.dict(
    revision.dict(revision.catalog.entries.get('Perms'))?.entries.get('DocMDP'),
  )
  const levels = [signature, ...(certifying ? [certifying] : [])].flatMap(
    dict => certificationLevel(revision, dict) ?? [],
  )
  const level = levels.length === 0 ? 2 : (Math.min(...levels) as Level)
  const locks = transforms(revision, signature)
    .filter(t => t.method === 'FieldMDP')
    .map(t => lockOf(revision, t))
  // Names in an encrypted file are not readable here: a lock then holds for every field.
  const all = revision.document.encrypted && locks.length > 0
  return { level, locked: name => all || locks.some(lock => lock(name)) }
}

export const isCertification = (revision: PdfRevision, signature: PdfDict): boolean =>
  transforms(revision, signature).some(t => t.method === 'DocMDP')

export const hasUsageRightsOnly = (revision: PdfRevision): boolean => {
  const perms = revision.dict(revision.catalog.entries.get('Perms'))
  return isKind(perms, 'dict') && (perms.entries.has('UR3') || perms.entries.has('UR'))
}
