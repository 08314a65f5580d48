import { inspectCitizenId } from '../codes/citizen-id.ts'
import { isEmpty } from './check-fields.ts'
import { type FieldValue, type FieldValues, type KindDefinition } from './kind.ts'

/**
 * 信息免填写: birth date and gender that a valid 公民身份号码 says, for those of the two fields that the kind has and that
 * are empty. Nothing typed is replaced; a number that fails its check says nothing.
 */
export function filledFromId(kind: KindDefinition, values: FieldValues): FieldValues {
  const type = values['holderCodeTypeCode']
  const code = values['holderCode']
  if (kind.holder !== 'person' || typeof code !== 'string' || !(isEmpty(type) || type === '111'))
    return values
  const report = inspectCitizenId(code)
  if (report.verdict !== 'valid') return values
  const known: Readonly<Record<string, FieldValue | undefined>> = {
    birthDate: report.birthDate,
    gender: report.gender,
  }
  const filled = Object.entries(known).filter(
    ([id, value]) => value !== undefined && isEmpty(values[id]) && kind.fields.some(f => f.id === id),
  )
  return filled.length === 0 ? values : { ...values, ...(Object.fromEntries(filled) as FieldValues) }
}
