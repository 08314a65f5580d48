import { type CheckContext } from './check-context.ts'
import { checkType } from './check-type.ts'
import { checkHolder, checkLicenceFacts } from './check-holder.ts'
import { finding } from './common/rules.ts'
import { type FieldFinding } from './finding.ts'
import { type FieldDefinition, type FieldValue, type FieldValues, type KindDefinition } from './kind.ts'
import { checkRules } from './rules.ts'

export { type CheckContext } from './check-context.ts'
export { type FieldFinding } from './finding.ts'

/** Fields of the base block that a licence already issued brings along. */
const STOCK_FIELDS = [
  'certNo',
  'certIdentifier',
  'issueDate',
  'validFrom',
  'validTo',
  'issuerName',
  'issuerCode',
]
const STOCK_MANDATORY = ['certNo', 'issueDate', 'holderName', 'holderCode']

export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Whether the field must have a value, given the others. */
export function isMandatory(field: FieldDefinition, values: FieldValues): boolean {
  if (field.obligation !== 'conditional' || !field.mandatoryWhen) return field.obligation === 'mandatory'
  const { field: other, in: wanted } = field.mandatoryWhen
  const value = values[other]
  return (Array.isArray(value) ? (value as readonly string[]) : [String(value ?? '')]).some(item =>
    wanted.includes(item),
  )
}

function missing(
  field: FieldDefinition,
  values: FieldValues,
  context: CheckContext,
): readonly FieldFinding[] {
  const must = context.stock ? STOCK_MANDATORY.includes(field.id) : isMandatory(field, values)
  if (must)
    return [
      finding(
        field.id,
        'fault',
        'missing',
        `请填写${field.label.zh}，例如：${field.example}`,
        `give the ${field.label.en}, as in: ${field.example}`,
      ),
    ]
  return context.stock && field.entry === 'clerk' && isMandatory(field, values)
    ? [
        finding(
          field.id,
          'warning',
          'missing-in-stock',
          `存量数据缺少${field.label.zh}，可在下次办理时补录`,
          `the stock row lacks the ${field.label.en}; it can be added later`,
        ),
      ]
    : []
}

const isChecked = (field: FieldDefinition, context: CheckContext): boolean =>
  field.entry === 'clerk' || (context.stock === true && STOCK_FIELDS.includes(field.id))

/**
 * Everything that the values say against themselves: type, length, obligation, code table, date, region, the holder's code by
 * its type, and the kind's own rules. In the order of the fields, faults and warnings mixed; empty means nothing to say.
 */
export function checkFields(
  kind: KindDefinition,
  values: FieldValues,
  context: CheckContext,
): readonly FieldFinding[] {
  const ofFields = kind.fields
    .filter(field => isChecked(field, context))
    .flatMap(field => {
      const value = values[field.id]
      return value === undefined || isEmpty(value)
        ? missing(field, values, context)
        : checkType(kind, field, value, context)
    })
  const broken = new Set(ofFields.filter(f => f.severity === 'fault').map(f => f.field))
  // Rules compare values; a value that is not even of its type has been named already.
  const sound = Object.fromEntries(Object.entries(values).filter(([id]) => !broken.has(id)))
  const ofRules = [
    ...checkHolder(kind, sound),
    ...(context.stock ? checkLicenceFacts(kind, sound) : []),
    ...checkRules(kind, sound, context),
  ].filter(f => f.code !== 'missing' || (f.field !== null && !broken.has(f.field)))
  return [...ofFields, ...(context.stock ? ofRules.map(asStock) : ofRules)]
}

/** What a licence of the past lacks cannot be mended by the importer. */
const asStock = (f: FieldFinding): FieldFinding =>
  f.code === 'missing' || f.code === 'scope-set' || f.code === 'foreign-outbound'
    ? { ...f, severity: 'warning' }
    : f
