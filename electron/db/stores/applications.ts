import { APPLICATION_STATES, type Application } from '../../../shared/domain/application/application.ts'
import { normaliseCode } from '../../../shared/domain/codes/half-width.ts'
import { type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { type Page } from '../../../shared/domain/licence/licence.ts'
import { type ApplicationQuery, type ApplicationStore } from '../../ports/stores/applications.ts'
import { cursorSeq, pageLimit, pageOf } from './paging.ts'
import { DamagedRowError, rowReader, toJson, type Row, type Value } from './row.ts'
import { foldName } from './search-keys.ts'
import { type Session } from './session.ts'

const read = rowReader('application')

/** A holder with more open applications is told of these; a list that is read aloud has an end. */
const MOST_OPEN = 50

const asText = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')

/** Day and running number of `<workstationId>-<yyyymmdd>-<running number>`; nulls for a number of another form. */
function receiptParts(receiptNumber: string): readonly [string | null, number | null] {
  const m = /-(\d{8})-(\d{1,9})$/.exec(receiptNumber)
  return m ? [m[1] ?? null, Number(m[2])] : [null, null]
}

const columnsOf = (a: Application): readonly Value[] => [
  a.receiptNumber,
  ...receiptParts(a.receiptNumber),
  a.kind,
  a.state,
  a.revision,
  a.makerId,
  foldName(asText(a.values['holderName'])),
  normaliseCode(asText(a.values['holderCode'])),
  ...(a.origin.type === 'import' ? [a.origin.jobId, a.origin.row] : [null, null]),
  toJson(a),
]

function toApplication(row: Row): Application {
  const application = read.object<Application>(row, 'body')
  if (application.id !== row['id'] || !APPLICATION_STATES.includes(application.state))
    throw new DamagedRowError('application', 'body', 'is not that of its row')
  return application
}

interface Filter {
  readonly where: readonly string[]
  readonly params: readonly Value[]
}

function filterOf(session: Session, query: ApplicationQuery): Filter {
  const where: string[] = []
  const params: Value[] = []
  const and = (sql: string, value: Value): void => {
    where.push(sql)
    params.push(value)
  }
  if (query.kind !== undefined) and('kind = ?', query.kind)
  if (query.makerId !== undefined) and('maker_id = ?', query.makerId)
  if (query.text !== undefined) {
    const receipt = normaliseCode(query.text)
    const known = session.get('SELECT 1 FROM application WHERE receipt_number = ?', [receipt])
    if (known) and('receipt_number = ?', receipt)
    else and('instr(holder_key, ?) > 0', foldName(query.text))
  }
  const after = cursorSeq(query.after)
  if (after !== undefined) and('seq > ?', after)
  return { where, params }
}

/** The first rows of one state (or of all), oldest first: the state's index is walked in the order of taking in. */
function firstRows(
  session: Session,
  state: string | undefined,
  filter: Filter,
  limit: number,
): readonly Row[] {
  const where = state === undefined ? filter.where : ['state = ?', ...filter.where]
  const params = state === undefined ? filter.params : [state, ...filter.params]
  const from = state === undefined ? 'application' : 'application INDEXED BY application_state'
  const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
  return session.all(`SELECT seq, id, body FROM ${from} ${condition} ORDER BY seq LIMIT ?`, [
    ...params,
    limit,
  ])
}

function list(session: Session, query: ApplicationQuery): Page<Application> {
  const limit = pageLimit(query.limit)
  const filter = filterOf(session, query)
  const seqOf = (row: Row): number => read.integer(row, 'seq')
  const states = query.states === undefined ? [undefined] : [...new Set(query.states)]
  const rows = states
    .flatMap(state => firstRows(session, state, filter, limit + 1))
    .sort((a, b) => seqOf(a) - seqOf(b))
    .slice(0, limit + 1)
  return pageOf(rows, limit, seqOf, toApplication)
}

function count(session: Session, query: Pick<ApplicationQuery, 'states' | 'kind' | 'makerId'>): number {
  const filter = filterOf(session, { ...query, limit: 1 })
  const states = query.states === undefined ? [undefined] : [...new Set(query.states)]
  let total = 0
  for (const state of states) {
    const where = state === undefined ? filter.where : ['state = ?', ...filter.where]
    const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
    const from = state === undefined ? 'application' : 'application INDEXED BY application_state'
    const params = state === undefined ? filter.params : [state, ...filter.params]
    const row = session.get(`SELECT count(*) AS n FROM ${from} ${condition}`, params)
    total += row ? read.integer(row, 'n') : 0
  }
  return total
}

export function applicationStore(session: Session): ApplicationStore {
  const one = (sql: string, value: Value): Application | undefined => {
    const row = session.get(sql, [value])
    return row && toApplication(row)
  }
  return {
    get: id => one('SELECT id, body FROM application WHERE id = ?', id),
    byReceiptNumber: number => one('SELECT id, body FROM application WHERE receipt_number = ?', number),
    insert(application) {
      session.run(
        `INSERT INTO application (receipt_number, receipt_day, receipt_run, kind, state, revision, maker_id,
           holder_key, holder_code, import_job, import_row, body, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...columnsOf(application), application.id],
      )
    },
    update(application, seenRevision) {
      const changed = session.run(
        `UPDATE application SET receipt_number = ?, receipt_day = ?, receipt_run = ?, kind = ?, state = ?,
           revision = ?, maker_id = ?, holder_key = ?, holder_code = ?, import_job = ?, import_row = ?, body = ? WHERE id = ? AND revision = ?`,
        [...columnsOf(application), application.id, seenRevision],
      )
      return changed === 1
    },
    list: query => list(session, query),
    count: query => count(session, query),
    openFor: (kind, holderCode) =>
      session
        .all(
          `SELECT id, body FROM application INDEXED BY application_holder WHERE holder_code = ? AND kind = ?
             AND state IN ('draft', 'submitted', 'returned', 'approved') ORDER BY seq DESC LIMIT ?`,
          [normaliseCode(holderCode), kind, MOST_OPEN],
        )
        .map(toApplication)
        .reverse(),
    ofImport: jobId =>
      session
        .all('SELECT import_row, id FROM application WHERE import_job = ? ORDER BY import_row', [jobId])
        .map(row => ({ row: read.integer(row, 'import_row'), applicationId: read.text(row, 'id') })),
    nextReceipt(day) {
      const row = session.get(
        'SELECT max(receipt_run) AS last FROM application WHERE receipt_day = ? AND receipt_day IS NOT NULL',
        [day.replaceAll('-', '')],
      )
      return row && row['last'] !== null ? read.integer(row, 'last') + 1 : 1
    },
  }
}
