import { expect, it } from 'vitest'
import { addOffice } from '../../national-store/usecases/administration/add-office.ts'
import { makePairingCode } from '../../national-store/usecases/administration/make-pairing-code.ts'
import { openPGlite } from '../../national-store/db/pglite.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { cli, scratch, type Item } from '../integration/cli/cli.ts'
import { servedStores } from '../store/serving.ts'

const serve = servedStores()

it('pair, report, lease, reconcile and part by commands, with their exit codes', async () => {
  const place = scratch()
  const D = ['--data', place.in('office'), '--json']
  try {
    const init = await cli(['init', ...D, '--demo', '--key', 'p256'])
    const {
      code: officeCode,
      name,
      region,
      workstationId,
    } = (init.items[0] as { office: Item }).office as Record<string, string>
    const db = await openPGlite()
    const store = await serve(db)
    mustBeOk(await addOffice(store.ports)({ code: officeCode, name, region } as never), 'office')
    const made = mustBeOk(
      await makePairingCode(store.ports)({
        officeCode: officeCode ?? '',
        workstationId: workstationId ?? '',
      }),
      'code',
    )
    const address = `https://localhost:${store.port}`
    const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      cli([...args, ...D], env)
    expect(await run(['sync', '--once'])).toMatchObject({
      code: 1,
      items: [{ error: { code: 'not-paired' } }],
    })
    const wrong = await run(['pair', address], { LW_PAIRING_CODE: 'AAAA' })
    expect(wrong).toMatchObject({ code: 1, items: [{ error: { code: 'pairing-code-unreadable' } }] })
    expect(await run(['pair', address], { LW_PAIRING_CODE: made.code })).toMatchObject({
      code: 0,
      items: [{ address, storeName: '试验库' }],
    })
    const status = await run(['sync', 'status'])
    expect(status.items).toMatchObject([{ store: { address }, run: { trouble: null } }])
    const sent = await run(['sync', '--once'])
    expect(sent.items).toMatchObject([{ trouble: null }])
    expect(sent.code).toBe(Number(sent.items[0]?.['waiting']) > 0 ? 3 : 0)
    expect((await run(['reconcile', '--from', '2026-01-01'])).items).toMatchObject([{ differences: [] }])
    expect((await run(['reconcile'])).code).toBe(2)
    expect((await run(['sync', 'returned'])).code).toBe(0)
    expect((await run(['blocks', 'lease', '--kind', 'tour-guide', '--fact', 'x'])).code).toBe(2)
    expect(await run(['unpair'])).toMatchObject({ code: 0, items: [{ address }] })
    expect(await run(['unpair'])).toMatchObject({ code: 1, items: [{ error: { code: 'not-paired' } }] })
    await db.close()
  } finally {
    place.remove()
  }
})
