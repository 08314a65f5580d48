import { type JotStore } from '../../ports/stores/jots.ts'
import { jsonOf, rowReader, toJson } from './row.ts'
import { type Session } from './session.ts'

const readJot = rowReader('jot')

export function jotStore(session: Session): JotStore {
  return {
    get(subject, item) {
      const row = session.get('SELECT body FROM jot WHERE subject = ? AND item = ?', [subject, item])
      return row && jsonOf('jot', 'body', readJot.text(row, 'body'))
    },
    set(subject, item, body, at) {
      session.run(
        `INSERT INTO jot (subject, item, body, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (subject, item) DO UPDATE SET body = excluded.body, at = excluded.at`,
        [subject, item, toJson(body), at],
      )
    },
    remove: (subject, item) =>
      void session.run('DELETE FROM jot WHERE subject = ? AND item = ?', [subject, item]),
    forget: subject => void session.run('DELETE FROM jot WHERE subject = ?', [subject]),
  }
}
