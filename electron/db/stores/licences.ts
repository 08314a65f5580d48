import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { NumberTakenError, type LicenceStore } from '../../ports/stores/licences.ts'
import {
  bodyOf,
  LICENCE_INSERT,
  LICENCE_SELECT,
  licenceParams,
  SUMMARY_COLUMNS,
  toCopyFile,
  toLicence,
  toSummary,
} from './licence-rows.ts'
import { searchLicences } from './licence-search.ts'
import { pageLimit } from './paging.ts'
import { rowReader, type Value } from './row.ts'
import { foldName, gramsOfName } from './search-keys.ts'
import { type Session } from './session.ts'

const read = rowReader('licence')
const FILE_PAGE = 1000

/** How many licences a list without a cursor gives at most: enough for a counter's year of renewals. */
const LARGEST_LIST = 100_000

/** The number that the next licence's row gets. Licences are never deleted, so this is also their count plus one. */
function nextSeq(session: Session): number {
  const row = session.get('SELECT max(seq) AS last FROM licence')
  return row && row['last'] !== null ? read.integer(row, 'last') + 1 : 1
}

/** Claims the number for the lineage, or finds the claim already its own. @throws NumberTakenError */
function claimNumber(session: Session, licence: Licence): void {
  const { kind, number, lineageId } = licence
  const claim = session.get('SELECT lineage_id FROM licence_number WHERE kind = ? AND number = ?', [
    kind,
    number,
  ])
  if (claim === undefined)
    session.run('INSERT INTO licence_number (kind, number, lineage_id) VALUES (?, ?, ?)', [
      kind,
      number,
      lineageId,
    ])
  else if (claim['lineage_id'] !== lineageId) session.fail(new NumberTakenError(kind, number))
}

function insert(session: Session, licence: Licence): void {
  claimNumber(session, licence)
  const seq = nextSeq(session)
  session.run(LICENCE_INSERT, licenceParams(seq, licence))
  session.run('INSERT INTO licence_body (seq, body) VALUES (?, ?)', [seq, bodyOf(licence)])
  for (const gram of gramsOfName(foldName(licence.holderName)))
    session.run('INSERT INTO name_gram (g, seq) VALUES (?, ?)', [gram, seq])
}

/** Paths page by page, so that no statement stays open while the caller works. */
function* filePaths(session: Session): Iterable<string> {
  let after = ''
  for (;;) {
    const rows = session.all('SELECT path FROM copy_file WHERE path > ? ORDER BY path LIMIT ?', [
      after,
      FILE_PAGE,
    ])
    for (const row of rows) {
      after = rowReader('copy_file').text(row, 'path')
      yield after
    }
    if (rows.length < FILE_PAGE) return
  }
}

type Finders = Pick<LicenceStore, 'get' | 'byIdentifier' | 'byNumber' | 'lineage' | 'ofHolder'>

function finders(session: Session): Finders {
  const many = (condition: string, params: readonly Value[]): readonly Licence[] =>
    session.all(`${LICENCE_SELECT} WHERE ${condition}`, params).map(toLicence)
  return {
    get: id => many('l.id = ?', [id])[0],
    byIdentifier: identifier => many('l.identifier = ?', [identifier])[0],
    byNumber(kind, number) {
      const claim = session.get('SELECT lineage_id FROM licence_number WHERE kind = ? AND number = ?', [
        kind,
        number,
      ])
      if (!claim) return []
      const lineageId = rowReader('licence_number').text(claim, 'lineage_id')
      return many('l.lineage_id = ? AND l.kind = ? AND l.number = ? ORDER BY l.version DESC', [
        lineageId,
        kind,
        number,
      ])
    },
    lineage: lineageId => many('l.lineage_id = ? ORDER BY l.version', [lineageId]),
    ofHolder: holderCode =>
      many(
        `l.holder_code = ? AND NOT EXISTS
           (SELECT 1 FROM licence n WHERE n.lineage_id = l.lineage_id AND n.version > l.version)
         ORDER BY l.seq DESC`,
        [holderCode],
      ),
  }
}

export function licenceStore(session: Session): LicenceStore {
  return {
    ...finders(session),
    insert: licence => insert(session, licence),
    setStatus(id, status, since) {
      const changed = session.run('UPDATE licence SET status = ?, status_since = ? WHERE id = ?', [
        status,
        since,
        id,
      ])
      if (changed !== 1) session.fail(new Error(`no licence ${id}`))
    },
    addFile(file) {
      session.run('INSERT INTO copy_file (licence_id, format, path, sha256, bytes) VALUES (?, ?, ?, ?, ?)', [
        file.licenceId,
        file.format,
        file.path,
        file.sha256,
        file.bytes,
      ])
    },
    files: licenceId =>
      session
        .all('SELECT * FROM copy_file WHERE licence_id = ? ORDER BY format', [licenceId])
        .map(toCopyFile),
    eachFilePath: () => filePaths(session),
    search: (query, today) => searchLicences(session, query, today),
    expiring: (from, to, limit) =>
      session
        .all(
          `SELECT ${SUMMARY_COLUMNS} FROM licence l INDEXED BY licence_valid_to
             WHERE l.valid_to BETWEEN ? AND ? AND l.status = 'valid' ORDER BY l.valid_to LIMIT ?`,
          [from, to, pageLimit(limit, LARGEST_LIST)],
        )
        .map(toSummary),
    count: () => nextSeq(session) - 1,
  }
}
