import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  LICENCE_STATUSES,
  type LicenceStatus,
  type ShownStatus,
} from '../../../shared/domain/licence/licence.ts'
import { statusAfter } from '../../../shared/domain/licence/life-cycle.ts'
import { STATUS_EVENTS, type StatusEvent } from '../../../shared/domain/office.ts'
import {
  APPROVER,
  CLERK,
  benchOf,
  demoOffice,
  good,
  issueOneOf,
  removeTemporary,
  sound,
  type Bench,
} from './support.ts'

/** Written out by hand from 行政许可法 articles 69 and 70: what each event makes of each status; all else is refused. */
const TABLE: Readonly<Record<StatusEvent, Partial<Record<ShownStatus, LicenceStatus>>>> = {
  suspend: { valid: 'suspended' },
  resume: { suspended: 'valid' },
  cancel: {
    valid: 'cancelled',
    suspended: 'cancelled',
    expired: 'cancelled',
    withdrawn: 'cancelled',
    revoked: 'cancelled',
  },
  withdraw: { valid: 'withdrawn', suspended: 'withdrawn', expired: 'withdrawn' },
  revoke: { valid: 'revoked', suspended: 'revoked' },
}

const SHOWN: readonly ShownStatus[] = [...LICENCE_STATUSES, 'expired']
const PAIRS = STATUS_EVENTS.flatMap(event => SHOWN.map(status => [event, status] as const))

let bench: Bench
let licenceId = ''
let venueId = ''
beforeAll(async () => {
  bench = await benchOf(await demoOffice())
  venueId = (await issueOneOf(bench, { kind: 'entertainment' })).licence.id
  licenceId = (await issueOneOf(bench, { kind: 'tour-guide' })).licence.id
})
afterAll(() => {
  bench.workstation.close()
  removeTemporary()
})

const begin = '2026-03-02T02:00:00.000Z'
const grounds = { reason: '依据样例决定', decisionNumber: '样决〔2026〕7号' }
const act = (event: StatusEvent, over: Partial<typeof grounds> = {}) =>
  bench.calls.register.changeStatus(APPROVER, { licenceId, event, ...grounds, ...over })

/** Puts the licence into a status; `expired` is a valid one seen after its last day. */
function become(status: ShownStatus): void {
  bench.clock.set(status === 'expired' ? '2040-01-01T02:00:00.000Z' : begin)
  bench.write(s =>
    s.licences.setStatus(licenceId, status === 'expired' ? 'valid' : status, bench.clock.now()),
  )
}

describe('an act on a licence', () => {
  it.each(PAIRS)('%s of one that is %s', (event, status) => {
    become(status)
    const [outbox, journal] = bench.read(s => [s.outbox.count(), s.journal.count()])
    const after = TABLE[event][status]
    expect(statusAfter(event, status)).toBe(after ?? null)
    const answer = act(event)
    const kept = bench.read(s => s.licences.get(licenceId)!.status)
    if (after === undefined) {
      const code = status === 'superseded' ? 'licence-not-newest' : 'status-unfit'
      expect(answer).toMatchObject({ ok: false, error: { code } })
      expect(kept).toBe(status === 'expired' ? 'valid' : status)
      expect(bench.read(s => [s.outbox.count(), s.journal.count()])).toEqual([outbox, journal])
      return
    }
    expect([good(answer), kept]).toEqual([after, after])
    const [record] = bench.read(s => s.outbox.list({ afterSeq: outbox, limit: 9 }))
    expect(record).toMatchObject({ type: 'status', payload: { status: after, reason: grounds.reason } })
    const [entry] = bench.read(s => s.journal.list({ afterSeq: journal, limit: 9 }))
    expect(entry).toMatchObject({ action: `licence.${event}`, subjectId: licenceId })
  })

  it('needs a reason and the number of a decision, neither endless', () => {
    become('valid')
    for (const over of [
      { reason: ' ' },
      { decisionNumber: '' },
      { reason: '长'.repeat(501) },
      { decisionNumber: '长'.repeat(81) },
      { decisionNumber: '样\u0000' },
    ])
      expect(act('suspend', over)).toMatchObject({ ok: false, error: { code: 'reason-missing' } })
    expect(bench.read(s => s.licences.get(licenceId)?.status)).toBe('valid')
  })

  it('is refused where the kind has no such event, and to whoever may not decide', () => {
    bench.clock.set(begin)
    const input = { licenceId: venueId, event: 'suspend' as const, ...grounds }
    expect(bench.calls.register.changeStatus(APPROVER, input)).toMatchObject({
      error: { code: 'event-not-allowed' },
    })
    expect(bench.calls.register.changeStatus(CLERK, input)).toMatchObject({
      error: { code: 'permission-denied' },
    })
  })

  it('leaves chains and records sound', () => sound(bench))
})
