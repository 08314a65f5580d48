import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeDemo } from '../../../electron/app/sessions.ts'
import { journalled } from '../../../electron/usecases/common/journal.ts'
import { good, openBench, RESOURCES, temporary } from '../issuing/support.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { openTestWindow, type TestWindow } from './support.ts'

const RECORDS = 20_000
const ACTOR = { userId: 'u-system', name: '样例', roles: [] } as const
let w: TestWindow

beforeAll(async () => {
  const home = temporary()
  const dataDir = path.join(home, 'demo')
  good(await makeDemo({ dataDir, resources: RESOURCES, keyType: 'p256' })).close()
  const now = new Date().toISOString()
  const bench = await openBench(dataDir, { clock: fakeClock(now) })
  bench.write(stores => {
    for (let i = 0; i < RECORDS; i++) {
      journalled(stores, ACTOR, bench.clock.now(), {
        action: 'x.y',
        subjectType: 'file',
        subjectId: `s-${i}`,
      })
      stores.outbox.append({ type: 'status', subject: `s-${i}`, payload: i }, bench.clock.now())
    }
  })
  bench.workstation.close()
  w = await openTestWindow(home)
  await w.signIn('demo-auditor')
}, 120_000)
afterAll(() => w.core.close())

it.each(['chains.checkJournal', 'chains.checkOutbox'] as const)(
  'answers other calls while %s walks a long chain, also such as write into it',
  async check => {
    const order: string[] = []
    const walk = w.must(check, {}).then(report => {
      order.push('walked')
      return report
    })
    for (let i = 0; i < 3; i++) {
      await w.must('chains.waiting', {})
      order.push('answered')
    }
    await w.must('session.lock', {}) // writes into the journal that is being walked
    order.push('locked')
    const report = await walk
    expect(order).toEqual(['answered', 'answered', 'answered', 'locked', 'walked'])
    expect(report).toMatchObject({ ok: true, faults: [] })
    expect(report.records).toBeGreaterThanOrEqual(RECORDS)
    await w.signIn('demo-auditor')
  },
)
