import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import {
  LICENCE_STATUSES,
  type CopyFile,
  type Licence,
  type LicenceSummary,
} from '../../../shared/domain/licence/licence.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { rowReader, toJson, type Row, type Value } from './row.ts'
import { foldName, numberKey } from './search-keys.ts'

const read = rowReader('licence')
const body = rowReader('licence_body')
const copyFile = rowReader('copy_file')

const ORIGINS = ['issued', 'stock'] as const

/** Columns of `licence` that a line of a list needs. */
export const SUMMARY_COLUMNS = [
  'seq',
  'id',
  'kind',
  'number',
  'identifier',
  'version',
  'holder_name',
  'holder_code',
  'holder_code_type',
  'status',
  'issue_date',
  'valid_to',
  'origin',
]
  .map(column => `l.${column}`)
  .join(', ')

/** The whole licence: both tables. */
export const LICENCE_SELECT = `SELECT ${SUMMARY_COLUMNS}, l.lineage_id, l.status_since, b.body
  FROM licence l CROSS JOIN licence_body b ON b.seq = l.seq`

export const seqOf = (row: Row): number => read.integer(row, 'seq')

export const toSummary = (row: Row): LicenceSummary => ({
  id: read.text(row, 'id'),
  kind: read.oneOf(row, 'kind', KIND_IDS),
  number: read.text(row, 'number'),
  identifier: read.textOrNull(row, 'identifier'),
  version: read.integer(row, 'version'),
  holderName: read.text(row, 'holder_name'),
  holderCode: read.text(row, 'holder_code'),
  holderCodeType: read.text(row, 'holder_code_type'),
  status: read.oneOf(row, 'status', LICENCE_STATUSES),
  issueDate: read.text(row, 'issue_date') as CivilDate,
  validTo: read.textOrNull(row, 'valid_to') as CivilDate | null,
  origin: read.oneOf(row, 'origin', ORIGINS),
})

/** What of a licence has no column of its own. */
type Body = Omit<Licence, keyof LicenceSummary | 'lineageId' | 'statusSince'>

export const toLicence = (row: Row): Licence => ({
  ...body.object<Body>(row, 'body'),
  ...toSummary(row),
  lineageId: read.text(row, 'lineage_id'),
  statusSince: read.text(row, 'status_since') as Instant,
})

export const bodyOf = (l: Licence): string =>
  toJson({
    previousIdentifier: l.previousIdentifier,
    values: l.values,
    validFrom: l.validFrom,
    issuerName: l.issuerName,
    issuerCode: l.issuerCode,
    region: l.region,
    event: l.event,
    faceNote: l.faceNote,
    originNote: l.originNote,
    applicationId: l.applicationId,
    approvedByName: l.approvedByName,
    issuedByName: l.issuedByName,
    issuedAt: l.issuedAt,
    specimen: l.specimen,
    packVersion: l.packVersion,
  } satisfies Body)

export const LICENCE_INSERT = `INSERT INTO licence (seq, id, lineage_id, version, kind, status, status_since,
  issue_date, valid_to, origin, number, number_key, identifier, holder_code, holder_code_type,
  holder_name, holder_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export const licenceParams = (seq: number, l: Licence): readonly Value[] => [
  seq,
  l.id,
  l.lineageId,
  l.version,
  l.kind,
  l.status,
  l.statusSince,
  l.issueDate,
  l.validTo,
  l.origin,
  l.number,
  numberKey(l.number),
  l.identifier,
  l.holderCode,
  l.holderCodeType,
  l.holderName,
  foldName(l.holderName),
]

export const toCopyFile = (row: Row): CopyFile => ({
  licenceId: copyFile.text(row, 'licence_id'),
  format: copyFile.oneOf(row, 'format', ['pdf']),
  path: copyFile.text(row, 'path'),
  sha256: copyFile.text(row, 'sha256'),
  bytes: copyFile.integer(row, 'bytes'),
})
