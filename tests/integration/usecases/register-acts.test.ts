import { describe, expect, it } from 'vitest'
import { changeStatus } from '../../../electron/usecases/life/change-status.ts'
import { findTyped } from '../../../electron/usecases/register/find-typed.ts'
import { showLicence } from '../../../electron/usecases/register/show-licence.ts'
import { startApplication } from '../../../electron/usecases/intake/start-application.ts'
import { LICENCE_STATUSES } from '../../../shared/domain/licence/licence.ts'
import { type ApplicationEvent, type StatusEvent } from '../../../shared/domain/office.ts'
import { CLERK } from '../../builders/records.ts'
import { APPROVER, bench, codeOf, good, held } from './support.ts'

describe('what may follow on a licence', () => {
  it.each(LICENCE_STATUSES)('is just what the acts themselves allow on one that is %s', async status => {
    const ws = await bench()
    const licence = held(ws, { kind: 'network-culture' })
    ws.db.write(stores => stores.licences.setStatus(licence.id, status, ws.clock.now()))
    const { acts } = good(showLicence(ws)(CLERK, { key: licence.id }))
    expect(acts.map(act => act.event)).toContain('cancel')
    for (const { event, by, why } of acts) {
      const input = { licenceId: licence.id, reason: '事由', decisionNumber: '文号' }
      const code =
        by === 'application'
          ? codeOf(
              startApplication(ws)(CLERK, {
                kind: licence.kind,
                event: event as ApplicationEvent,
                licenceId: licence.id,
              }),
            )
          : codeOf(changeStatus(ws)(APPROVER, { ...input, event: event as StatusEvent }))
      // The status is as it was before each act is tried.
      ws.db.write(stores => stores.licences.setStatus(licence.id, status, ws.clock.now()))
      if (status === 'superseded' && by === 'decision') {
        expect([event, why === null]).toEqual([event, false])
        expect(code).toBe('licence-not-newest')
      } else expect([event, why?.code ?? 'ok']).toEqual([event, code])
    }
  })
})

describe('the one search box', () => {
  it('finds one licence by id, number however typed, identifier, scan and the only code, and else nothing', async () => {
    const ws = await bench()
    const identifier = '1.2.156.3005.2.11100000000013127D001.11110000000021135M.0001.001.X'
    const one = held(ws, { kind: 'network-culture', identifier, number: '京网文〔2026〕0001-001号' })
    const two = held(ws, { kind: 'travel-agency', number: 'L-BJ-00001', holderCode: '91110105MA01ABCD9X' })
    const find = (text: string) => good(findTyped(ws)(CLERK, { text }))
    for (const text of [
      one.id,
      identifier,
      '京网文[2026]0001-001号',
      ` 京网文（2026）0001-001号 `,
      ws.standard.verificationAddress(identifier),
    ])
      expect([text, find(text).licenceId]).toEqual([text, one.id])
    expect(find(two.holderCode.toLowerCase()).licenceId).toBe(two.id)
    expect(find(ws.standard.verificationAddress('1.2.3'))).toEqual({ licenceId: null, text: '1.2.3' })
    for (const text of ['', ' ', '星河', '%', "' OR 1=1 --", 'x'.repeat(5000), '\u0000'])
      expect(find(text).licenceId).toBeNull()
  })

  it('opens none of several licences of one holder', async () => {
    const ws = await bench()
    const holderCode = '91110105MA01ABCD9X'
    held(ws, { kind: 'network-culture', holderCode })
    held(ws, { kind: 'travel-agency', number: 'L-BJ-00001', holderCode })
    expect(good(findTyped(ws)(CLERK, { text: holderCode }))).toEqual({ licenceId: null, text: holderCode })
  })
})
