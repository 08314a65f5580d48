import { type Seal, type SealUse } from '../../../shared/domain/seal/seal.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type SealStore } from '../../ports/stores/seals.ts'
import { pageLimit } from './paging.ts'
import { DamagedRowError, rowReader, toJson, type Row } from './row.ts'
import { type Session } from './session.ts'

const readSeal = rowReader('seal')
const readUse = rowReader('seal_use')
const STATES = ['active', 'suspended', 'destroyed'] as const
const LARGEST_LIST = 10_000

function toSeal(row: Row): Seal {
  const seal = readSeal.object<Seal>(row, 'body')
  if (seal.id !== row['id']) throw new DamagedRowError('seal', 'body', 'is not that of its row')
  return { ...seal, state: readSeal.oneOf(row, 'state', STATES) }
}

const toUse = (row: Row): SealUse => ({
  seq: readUse.integer(row, 'seq'),
  sealId: readUse.text(row, 'seal_id'),
  licenceId: readUse.text(row, 'licence_id'),
  identifier: readUse.text(row, 'identifier'),
  documentDigest: readUse.text(row, 'document_digest'),
  at: readUse.text(row, 'at') as Instant,
  byUserId: readUse.text(row, 'by_user_id'),
  byName: readUse.text(row, 'by_name'),
})

const sealUses = (session: Session): Pick<SealStore, 'uses' | 'newestUses' | 'lastUseFor'> => ({
  lastUseFor(licenceId) {
    const row = session.get('SELECT * FROM seal_use WHERE licence_id = ? ORDER BY seq DESC LIMIT 1', [
      licenceId,
    ])
    return row && toUse(row)
  },
  uses(query) {
    const after = query.afterSeq ?? 0
    const limit = pageLimit(query.limit, LARGEST_LIST)
    const rows =
      query.sealId === undefined
        ? session.all('SELECT * FROM seal_use WHERE seq > ? ORDER BY seq LIMIT ?', [after, limit])
        : session.all('SELECT * FROM seal_use WHERE seal_id = ? AND seq > ? ORDER BY seq LIMIT ?', [
            query.sealId,
            after,
            limit,
          ])
    return rows.map(toUse)
  },
  newestUses({ sealId, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) {
    const most = pageLimit(limit, LARGEST_LIST)
    const rows =
      sealId === undefined
        ? session.all('SELECT * FROM seal_use WHERE seq < ? ORDER BY seq DESC LIMIT ?', [beforeSeq, most])
        : session.all('SELECT * FROM seal_use WHERE seal_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?', [
            sealId,
            beforeSeq,
            most,
          ])
    return rows.map(toUse)
  },
})

export function sealStore(session: Session): SealStore {
  return {
    get(id) {
      const row = session.get('SELECT * FROM seal WHERE id = ?', [id])
      return row && toSeal(row)
    },
    list: () => session.all('SELECT * FROM seal ORDER BY seq').map(toSeal),
    insert(seal) {
      session.run('INSERT INTO seal (id, state, body) VALUES (?, ?, ?)', [seal.id, seal.state, toJson(seal)])
    },
    setPicture(id, picture) {
      const row = session.get('SELECT * FROM seal WHERE id = ?', [id])
      if (!row) session.fail(new Error(`no seal ${id}`))
      else session.run('UPDATE seal SET body = ? WHERE id = ?', [toJson({ ...toSeal(row), picture }), id])
    },
    setState(id, state) {
      if (session.run('UPDATE seal SET state = ? WHERE id = ?', [state, id]) !== 1)
        session.fail(new Error(`no seal ${id}`))
    },
    recordUse(use) {
      session.run(
        `INSERT INTO seal_use (seq, seal_id, licence_id, identifier, document_digest, at, by_user_id, by_name)
           SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM seal_use`,
        [use.sealId, use.licenceId, use.identifier, use.documentDigest, use.at, use.byUserId, use.byName],
      )
    },
    ...sealUses(session),
  }
}
