import { type Json } from '../../kernel/canonical-json.ts'
import { type Application } from '../application/application.ts'
import { type FieldDefinition, type FieldValue, type KindDefinition, type LifeEvent } from '../kinds/kind.ts'
import { type OutboxEntry } from '../sync/chain.ts'
import { codeLabel } from '../kinds/code-text.ts'
import { LONG_TERM_TEXT } from '../kinds/display-value.ts'
import { CERT_STATE_CODES, OPERATE_TYPE_CODES, STATE_CODE_SYSTEM } from './life-cycle.ts'
import { type CopyFile, type Licence } from './licence.ts'

/**
 * A value as metadata carries it: labels for codes, items joined with 、, dates as YYYY-MM-DD, a photo as its digest, 长期
 * where a licence has no last day (our default). Without blanks at either end, which no reader of metadata keeps.
 */
export function metadataText(
  kind: KindDefinition,
  field: FieldDefinition,
  value: FieldValue | undefined,
): string {
  const table = field.type.type === 'code' || field.type.type === 'list' ? field.type.table : undefined
  if (value === null || value === undefined) return field.id === 'validTo' ? LONG_TERM_TEXT : ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return String(value)
  const items = typeof value === 'string' ? [value] : value
  return items
    .map(item => codeLabel(kind, table, item))
    .join('、')
    .trim()
}

/** ZZ…, CZZT… and KZ_… pairs in the order of the standard's tables; empty ones are left out. */
export function metadataOf(
  kind: KindDefinition,
  licence: Pick<Licence, 'values'>,
): readonly (readonly [string, string])[] {
  return kind.fields.flatMap(field => {
    const text = metadataText(kind, field, licence.values[field.id])
    return text === '' ? [] : [[field.shortName, text] as const]
  })
}

/** `fields` are what the paper and the copy say; `values` are the same as they were typed, for whoever checks them by the kind's rules. */
export function metadataRecord(
  kind: KindDefinition,
  licence: Licence,
  file: Pick<CopyFile, 'sha256' | 'bytes' | 'format'>,
): OutboxEntry {
  return {
    type: 'licence-metadata',
    subject: licence.identifier ?? licence.number,
    payload: {
      standard: kind.standard,
      packVersion: licence.packVersion,
      version: licence.version,
      previousIdentifier: licence.previousIdentifier,
      specimen: licence.specimen,
      event: licence.event,
      fields: Object.fromEntries(metadataOf(kind, licence)),
      values: licence.values,
      file: { format: file.format, sha256: file.sha256, bytes: file.bytes },
    },
  }
}

/** The row of GB/T 36902 as the national sharing service has its columns. */
export function catalogueRecord(kind: KindDefinition, licence: Licence): OutboxEntry {
  return {
    type: 'catalogue',
    subject: licence.identifier ?? licence.number,
    payload: {
      certificate_name: kind.name.zh,
      certificate_type: kind.name.zh,
      certificate_type_code: kind.typeCode,
      certificate_number: licence.number,
      certificate_source_id: licence.identifier,
      issue_dept: licence.issuerName,
      issue_dept_code: licence.issuerCode,
      certificate_area_code: licence.region,
      certificate_holder: licence.holderName,
      certificate_holder_code: licence.holderCode,
      certificate_holder_type: licence.holderCodeType,
      issue_date: licence.issueDate,
      cd_operation: 'insert',
    },
  }
}

/** 事项数据: which application led to the licence, and who decided. */
export function itemRecord(licence: Licence, application: Application): OutboxEntry {
  return {
    type: 'item-data',
    subject: licence.identifier ?? licence.number,
    payload: {
      receiptNumber: application.receiptNumber,
      kind: application.kind,
      event: application.event,
      operateType: { codeSystem: STATE_CODE_SYSTEM, code: OPERATE_TYPE_CODES[application.event] },
      submittedAt: application.submittedAt,
      decidedAt: application.decision?.at ?? null,
      decidedBy: application.decision?.byName ?? null,
      materials: application.materials.map(m => ({ id: m.id, state: m.state, waivedBy: m.waivedBy })),
    },
  }
}

export function sealUseRecord(
  licence: Licence,
  seal: { fingerprint: string; name: string },
  documentDigest: string,
): OutboxEntry {
  return {
    type: 'seal-use',
    subject: licence.identifier ?? licence.number,
    payload: { seal: seal.name, certificate: seal.fingerprint, documentDigest },
  }
}

/** The status of one version after an event; the code system is named because siblings number the states differently. */
export function statusRecord(
  licence: Licence,
  event: LifeEvent,
  decision: { readonly reason?: string; readonly decisionNumber?: string; readonly replacedBy?: string },
): OutboxEntry {
  const payload: Json = {
    number: licence.number,
    status: licence.status,
    since: licence.statusSince,
    certState: { codeSystem: STATE_CODE_SYSTEM, code: CERT_STATE_CODES[licence.status] },
    operateType: { codeSystem: STATE_CODE_SYSTEM, code: OPERATE_TYPE_CODES[event] },
    reason: decision.reason ?? null,
    decisionNumber: decision.decisionNumber ?? null,
    replacedBy: decision.replacedBy ?? null,
  }
  return { type: 'status', subject: licence.identifier ?? licence.number, payload }
}
