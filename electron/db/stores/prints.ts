import { type HandOver, type PrintAct } from '../../../shared/domain/printing.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type PrintStore } from '../../ports/stores/prints.ts'
import { pageLimit } from './paging.ts'
import { rowReader, type Row } from './row.ts'
import { type Session } from './session.ts'

const readAct = rowReader('print_act')
const readSheet = rowReader('used_sheet')
const readHandOver = rowReader('hand_over')
const RESULTS = ['sent', 'good', 'spoilt'] as const
const PURPOSES = ['print', 'overprint'] as const

const toAct = (row: Row): PrintAct => ({
  id: readAct.text(row, 'id'),
  licenceId: readAct.text(row, 'licence_id'),
  result: readAct.oneOf(row, 'result', RESULTS),
  purpose: readAct.oneOf(row, 'purpose', PURPOSES),
  spoiltReason: readAct.textOrNull(row, 'spoilt_reason'),
  sheetSerial: readAct.textOrNull(row, 'sheet_serial'),
  reprintReason: readAct.textOrNull(row, 'reprint_reason'),
  at: readAct.text(row, 'at') as Instant,
  settledAt: readAct.textOrNull(row, 'settled_at') as Instant | null,
  byName: readAct.text(row, 'by_name'),
})

const toHandOver = (row: Row): HandOver => ({
  id: readHandOver.text(row, 'id'),
  licenceId: readHandOver.text(row, 'licence_id'),
  at: readHandOver.text(row, 'at') as Instant,
  byName: readHandOver.text(row, 'by_name'),
  receiverName: readHandOver.text(row, 'receiver_name'),
  receiverCode: readHandOver.textOrNull(row, 'receiver_code'),
  note: readHandOver.textOrNull(row, 'note'),
})

/** The clerk's word on an attempt is given once; printing again is an act of its own. */
function settle(session: Session, act: PrintAct): void {
  const settled = session.run(
    `UPDATE print_act SET result = ?, spoilt_reason = ?, sheet_serial = ?, settled_at = ?
       WHERE id = ? AND result = 'sent'`,
    [act.result, act.spoiltReason, act.sheetSerial, act.settledAt, act.id],
  )
  if (settled !== 1) session.fail(new Error(`print act ${act.id} does not wait for its result`))
}

function insert(session: Session, act: PrintAct): void {
  session.run(
    `INSERT INTO print_act (id, licence_id, result, purpose, spoilt_reason, sheet_serial, reprint_reason, at,
       settled_at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      act.id,
      act.licenceId,
      act.result,
      act.purpose,
      act.spoiltReason,
      act.sheetSerial,
      act.reprintReason,
      act.at,
      act.settledAt,
      act.byName,
    ],
  )
}

export function printStore(session: Session): PrintStore {
  return {
    insert: act => insert(session, act),
    get(id) {
      const row = session.get('SELECT * FROM print_act WHERE id = ?', [id])
      return row && toAct(row)
    },
    unsettled: limit =>
      session
        .all(
          `SELECT * FROM print_act INDEXED BY print_act_unsettled WHERE result = 'sent' ORDER BY seq LIMIT ?`,
          [pageLimit(limit)],
        )
        .map(toAct),
    sheetUse(kind, serial) {
      const row = session.get('SELECT print_id FROM used_sheet WHERE kind = ? AND serial = ?', [kind, serial])
      return row && readSheet.text(row, 'print_id')
    },
    useSheet(kind, serial, printId) {
      session.run('INSERT INTO used_sheet (kind, serial, print_id) VALUES (?, ?, ?)', [kind, serial, printId])
    },
    settle: act => settle(session, act),
    ofLicence: licenceId =>
      session.all('SELECT * FROM print_act WHERE licence_id = ? ORDER BY seq', [licenceId]).map(toAct),
    handOver(act) {
      session.run(
        `INSERT INTO hand_over (id, licence_id, at, by_name, receiver_name, receiver_code, note)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [act.id, act.licenceId, act.at, act.byName, act.receiverName, act.receiverCode, act.note],
      )
    },
    handOvers: licenceId =>
      session.all('SELECT * FROM hand_over WHERE licence_id = ? ORDER BY seq', [licenceId]).map(toHandOver),
  }
}
