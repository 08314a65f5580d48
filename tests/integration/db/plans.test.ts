import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database } from '../../../electron/db/engine/database.ts'
import { type SqlParams } from '../../../electron/db/engine/sql-values.ts'
import { allStores } from '../../../electron/db/stores/all.ts'
import { searchLicences } from '../../../electron/db/stores/licence-search.ts'
import { ownSession, type Session } from '../../../electron/db/stores/session.ts'
import { type Stores } from '../../../electron/ports/database.ts'
import { type LicenceQuery } from '../../../shared/domain/licence/licence.ts'
import { application, block, day, idOf, licence, newBench, T0, TODAY, type Bench } from './support.ts'

let bench: Bench
beforeAll(async () => {
  bench = await newBench()
  bench.work.write(s => {
    for (let n = 1; n <= 1200; n++)
      s.licences.insert(licence(n, n % 3 === 0 ? { kind: 'tour-guide' } : { validTo: day('2020-01-01') }))
    for (let n = 1; n <= 700; n++) s.licences.setStatus(idOf(n), 'revoked', T0)
    s.numbers.addBlock({ block: block('b'), next: 0, importedAt: T0, signer: 'store' })
    for (let n = 1; n <= 20; n++) s.applications.insert(application(n))
  })
})
afterAll(() => bench.end())

/** Every statement that the work ran, with its plan. */
function plansOf(work: (stores: Stores, session: Session) => unknown): readonly string[] {
  const ran: (readonly [sql: string, params: SqlParams])[] = []
  const noting =
    (real: (sql: string, params?: SqlParams) => unknown) =>
    (sql: string, params: SqlParams = []): unknown => {
      ran.push([sql, params])
      return real.call(bench.db, sql, params)
    }
  const watched = new Proxy(bench.db, {
    get(target, name) {
      const real = target[name as keyof Database]
      if (name === 'get' || name === 'all' || name === 'run') return noting(real as never)
      return typeof real === 'function' ? real.bind(target) : real
    },
  })
  const undone = new Error('undone')
  try {
    const { session, transaction } = ownSession(watched)
    transaction(() => {
      work(
        allStores(session, () => 'r'),
        session,
      )
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  }
  return ran.flatMap(([sql, params]) =>
    bench.db.all(`EXPLAIN QUERY PLAN ${sql}`, params).map(row => String(row['detail'])),
  )
}

/** Indexes that hold only the few rows that a query is about: going through one is no scan of the table. */
const PARTIAL = /USING (COVERING )?INDEX (print_act_unsettled|sync_record_(open|aside)|sync_change_notice)$/

/** Steps that read a whole table, index or answer. A scan of a counted subquery is bounded by its LIMIT. */
const wholesale = (plans: readonly string[]): readonly string[] =>
  plans
    .filter(step => /^SCAN (?!\(subquery|.*VIRTUAL|CONSTANT)/.test(step) || step.includes('TEMP B-TREE'))
    .filter(step => !PARTIAL.test(step))

const search = (query: Omit<LicenceQuery, 'limit'>) => (s: Stores) =>
  s.licences.search({ ...query, limit: 50 }, TODAY)

describe('hot queries use their index', () => {
  const hot: readonly (readonly [string, (s: Stores) => unknown, RegExp])[] = [
    [
      'seal of a licence',
      s => s.seals.lastUseFor(idOf(1)),
      /seal_use USING INDEX seal_use_licence \(licence_id=\?\)/,
    ],
    ['licence by id', s => s.licences.get(idOf(1)), /l USING INDEX licence_id \(id=\?\)/],
    ['licence by identifier', s => s.licences.byIdentifier('x'), /l USING INDEX licence_identifier/],
    [
      'claim of a number',
      s => s.licences.byNumber('tour-guide', licence(3).number),
      /licence_number USING PRIMARY KEY \(kind=\? AND number=\?\)/,
    ],
    [
      'versions by number',
      s => s.licences.byNumber('network-culture', licence(1).number),
      /licence_lineage \(lineage_id=\?\)/,
    ],
    ['lineage', s => s.licences.lineage(idOf(1)), /licence_lineage \(lineage_id=\?\)/],
    ['licences of a holder', s => s.licences.ofHolder('x'), /licence_holder_code \(holder_code=\?\)/],
    ['files of a licence', s => s.licences.files('x'), /copy_file USING PRIMARY KEY \(licence_id=\?\)/],
    [
      'all file paths',
      s => [...s.licences.eachFilePath()],
      /copy_file USING COVERING INDEX sqlite_autoindex_copy_file_\d \(path>\?\)/,
    ],
    [
      'what runs out',
      s => s.licences.expiring(TODAY, TODAY, 10),
      /licence_valid_to \(valid_to>\? AND valid_to<\?\)/,
    ],
    ['search by identifier', search({ identifier: 'x' }), /licence_identifier \(identifier=\?/],
    ['search by number', search({ number: '京网文' }), /licence_number_key \(number_key=\?/],
    ['search by holder code', search({ holderCode: 'x' }), /licence_holder_code \(holder_code=\?/],
    ['search box', search({ text: '文化' }), /SEARCH g1 USING PRIMARY KEY \(g=\?\)/],
    [
      'search box, next page',
      search({ text: '文化', after: '900' }),
      /SEARCH g1 USING PRIMARY KEY \(g=\? AND seq<\?\)/,
    ],
    [
      'search box, several common grams',
      search({ text: '文化传播' }),
      /SEARCH g3 USING PRIMARY KEY \(g=\? AND seq=\?\)/,
    ],
    [
      'search by a common name and a kind',
      search({ name: '公司', kind: 'network-culture' }),
      /SEARCH k USING COVERING INDEX licence_kind \(kind=\? AND rowid=\?\)/,
    ],
    ['search by status', search({ status: 'revoked' }), /licence_not_valid \(status=\?/],
    ['search by kind', search({ kind: 'network-culture' }), /licence_kind \(kind=\?/],
    ['count of licences', s => s.licences.count(), /^SEARCH licence$/],
    ['insertion', s => s.licences.insert(licence(5000)), /licence_number/],
    [
      'application by id',
      s => s.applications.get('x'),
      /application USING INDEX sqlite_autoindex_application_1/,
    ],
    [
      'application by receipt number',
      s => s.applications.byReceiptNumber('x'),
      /sqlite_autoindex_application_2/,
    ],
    [
      'applications of a state',
      s => s.applications.list({ states: ['draft', 'submitted'], limit: 9 }),
      /application_state \(state=\?\)/,
    ],
    [
      'open applications of a holder',
      s => s.applications.openFor('tour-guide', 'x'),
      /application_holder \(holder_code=\?\)/,
    ],
    ['applications of an import', s => s.applications.ofImport('x'), /application_import \(import_job=\?\)/],
    ['next receipt', s => s.applications.nextReceipt(TODAY), /application_receipt \(receipt_day=\?\)/],
    ['uses of a block', s => s.numbers.uses('b'), /number_use USING PRIMARY KEY \(block_id=\?\)/],
    [
      'uses of a seal',
      s => s.seals.uses({ sealId: 'x', limit: 9 }),
      /seal_use_seal \(seal_id=\? AND rowid>\?\)/,
    ],
    [
      'outbox of a licence',
      s => s.outbox.list({ subject: 'x', limit: 9 }),
      /outbox_subject \(subject=\? AND rowid>\?\)/,
    ],
    [
      'journal of a person, newest first',
      s => s.journal.search({ sort: 'u', beforeSeq: 7, limit: 9 }),
      /journal_actor \(actor_id=\? AND rowid<\?\)/,
    ],
    [
      'journal of a day',
      s => s.journal.search({ from: T0, until: T0, beforeSeq: 7, limit: 9 }),
      /journal_at \(at>\? AND at<\?\)/,
    ],
    [
      'newest of the journal',
      s => s.journal.search({ beforeSeq: 7, limit: 9 }),
      /journal USING INTEGER PRIMARY KEY \(rowid<\?\)/,
    ],
    ['outbox of a sort', s => s.outbox.search({ sort: 'status', limit: 9 }), /outbox_type \(type=\?\)/],
    [
      'uses of a seal, newest first',
      s => s.seals.newestUses({ sealId: 'x', limit: 9 }),
      /seal_use_seal \(seal_id=\? AND rowid<\?\)/,
    ],
    [
      'outbox from a number',
      s => s.outbox.list({ afterSeq: 5, limit: 9 }),
      /outbox USING INTEGER PRIMARY KEY \(rowid>\?\)/,
    ],
    [
      'journal of a thing',
      s => s.journal.list({ subject: 'x', limit: 9 }),
      /journal_subject \(subject_id=\? AND rowid>\?\)/,
    ],
    ['waiting items', s => s.batches.waiting('x', 9), /batch_item_waiting \(batch_id=\?\)/],
    ['prints of a licence', s => s.prints.ofLicence('x'), /print_act_licence \(licence_id=\?\)/],
    ['hand-overs of a licence', s => s.prints.handOvers('x'), /hand_over_licence \(licence_id=\?\)/],
    ['prints without a result', s => s.prints.unsettled(9), /print_act_unsettled/],
    [
      'use of a sheet',
      s => s.prints.sheetUse('tour-guide', 'A1'),
      /used_sheet USING PRIMARY KEY \(kind=\? AND serial=\?\)/,
    ],
    [
      'open applications, counted',
      s => s.applications.count({ states: ['submitted'] }),
      /application_state \(state=\?\)/,
    ],
    [
      'records that may go',
      s => s.sync.ready(1000),
      /sync_record USING INDEX sync_record_waiting \(head=\?\)/,
    ],
    ['oldest that waits', s => s.sync.oldestWaiting(), /sync_record_waiting \(head=\?\)/],
    ['records aside', s => s.sync.asides(10), /sync_record_aside \(not_before>\?\)/],
    ['a record that may be tried again', s => s.sync.due(T0), /sync_record USING INDEX sync_record_aside$/],
    ['returned records', s => s.sync.returned(10), /r USING INDEX sync_record_open$/],
    ['one returned record', s => s.sync.returnedRecord(3), /r USING INTEGER PRIMARY KEY \(rowid=\?\)/],
    [
      'records that the store has lost',
      s => s.sync.waitAgain([[1, 5]]),
      /r USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/,
    ],
    ['notices', s => s.sync.notices(10), /sync_change USING INDEX sync_change_notice/],
    ['user by login', s => s.users.byLogin('x'), /sqlite_autoindex_user_2 \(login_key=\?\)/],
  ]
  it.each(hot)('%s', (_what, work, index) => {
    const plans = plansOf(work)
    expect(
      plans.filter(step => index.test(step)),
      plans.join('\n'),
    ).not.toEqual([])
    expect(wholesale(plans), plans.join('\n')).toEqual([])
  })

  it('old days are a stretch of the register, found in their index', () => {
    const tiny = { few: 2, sortable: 2, wide: 2 }
    const query = { name: '文化', issuedTo: day('2026-03-01'), expiresTo: day('2021-01-01'), limit: 50 }
    bench.work.write(s => s.licences.insert(licence(6000, { issueDate: day('2026-04-01'), validTo: null })))
    const plans = plansOf((_, session) => searchLicences(session, query, TODAY, tiny))
    for (const index of [
      /licence USING COVERING INDEX licence_issue_date \(issue_date>\? AND issue_date<\?\)/,
      /licence USING COVERING INDEX licence_valid_to \(valid_to>\? AND valid_to<\?\)/,
      /SEARCH g1 USING PRIMARY KEY \(g=\? AND seq>\? AND seq<\?\)/,
    ])
      expect(
        plans.filter(step => index.test(step)),
        plans.join('\n'),
      ).not.toEqual([])
    // the newest row is looked at by one step down the table
    expect(wholesale(plans)).toEqual(['SCAN licence', 'SCAN licence'])
  })

  it('would see a scan and a sort', () => {
    const plans = bench.db
      .all(
        `EXPLAIN QUERY PLAN SELECT * FROM licence WHERE holder_key LIKE '%x%' ORDER BY issuer`.replace(
          'issuer',
          'status_since',
        ),
      )
      .map(row => String(row['detail']))
    expect(wholesale(plans)).toHaveLength(2)
  })
})
