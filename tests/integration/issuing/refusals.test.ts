import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { ok } from '../../../shared/kernel/result.ts'
import { actions, bench, itemsOf, reopen, run, venues } from './counter.ts'
import { APPROVER, CLERK, approved, batchOf, good, issueAll, issueOneOf, sound } from './support.ts'

describe('seals and PINs', () => {
  const ofPurpose = (purpose: string) => bench.read(s => s.seals.list()).find(s => s.purpose === purpose)!
  it('stop at a wrong PIN, tried once, and issue nothing', async () => {
    const batch = batchOf(bench, [...venues(2), approved(bench, { kind: 'performance-broker' })])
    const tried: string[] = []
    const counting = (a: Adapters): Adapters => ({
      ...a,
      keys: {
        ...a.keys,
        unlock(container, pin) {
          tried.push(pin)
          return a.keys.unlock(container, pin)
        },
      },
    })
    await reopen({ refit: counting })
    const pins = Object.fromEntries(Object.keys(bench.pins).map(id => [id, 'wrong']))
    const answer = await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins })
    expect(answer).toMatchObject({ ok: false, error: { code: 'pin-wrong' } })
    expect(tried).toEqual(['wrong'])
    expect(actions()).toContain('seal.pin-wrong')
    expect(bench.read(s => s.batches.get(batch.id))).toMatchObject({ state: 'paused', issued: 0, failed: 0 })
    expect(await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins: {} })).toMatchObject({
      ok: false,
      error: { code: 'pin-missing' },
    })
    expect(tried).toEqual(['wrong']) // a PIN that nobody gave is not tried
    tried.length = 0
    expect(good(await run(batch.id)).issued).toBe(3)
    expect(tried).toHaveLength(2) // once for each seal, whatever the number of licences
  })
  it('stop where the certificate runs out in mid-batch, and go on with a valid one', async () => {
    const seal = ofPurpose('electronic-licence')
    const ids = venues(3)
    const batch = batchOf(bench, ids)
    const stopped = good(
      await run(batch.id, () => {
        bench.clock.set(seal.notAfter)
        bench.clock.advance({ seconds: 1 })
      }),
    )
    expect([stopped.state, stopped.issued, stopped.stopReason?.code]).toEqual([
      'stopped',
      1,
      'seal-not-valid',
    ])
    await sound(bench)
  })
  it('stop where the seal is suspended in mid-batch', async () => {
    const seal = ofPurpose('electronic-licence')
    const batch = batchOf(bench, venues(3))
    const stopped = good(await run(batch.id, () => bench.write(s => s.seals.setState(seal.id, 'suspended'))))
    expect([stopped.state, stopped.issued, stopped.stopReason?.code]).toEqual(['stopped', 1, 'seal-missing'])
  })
  it('refuse a container that holds another certificate than the one registered', async () => {
    const [one, other] = [ofPurpose('electronic-licence'), ofPurpose('administrative-licence')]
    const at = (file: string) => path.join(bench.dataDir, file)
    fs.copyFileSync(at(other.containerPath), at(one.containerPath))
    expect(await run(batchOf(bench, venues(1)).id)).toMatchObject({
      ok: false,
      error: { code: 'seal-container-changed' },
    })
  })
})

describe('what may not be issued', () => {
  it('an application that changed while its licence was being made', async () => {
    const [id] = venues(1)
    const meddling = (a: Adapters): Adapters => ({
      ...a,
      workshop: {
        ...a.workshop,
        async draw(request) {
          const drawn = await a.workshop.draw(request)
          a.db.write(s => {
            const now = s.applications.get(id!)!
            s.applications.update({ ...now, revision: now.revision + 1 }, now.revision)
          })
          return drawn
        },
      },
    })
    await reopen({ refit: meddling })
    const { batch } = await issueAll(bench, [id!])
    expect(itemsOf(batch.id)).toEqual([['failed', 'plan-outdated']])
    expect([...bench.adapters.vault.list('copies')]).toEqual([])
    const again = batchOf(bench, [id!]) // approved is another revision than the one there is now
    expect(good(await run(again.id)).failed).toBe(1)
    expect(itemsOf(again.id)).toEqual([['failed', 'application-state-wrong']])
    expect(bench.read(s => s.licences.count())).toBe(0)
    await sound(bench)
  })
  it('a change of a licence that was revoked in between', async () => {
    const { licence } = await issueOneOf(bench, { kind: 'entertainment' })
    const id = approved(bench, { kind: 'entertainment', event: 'change', licenceId: licence.id })
    good(
      bench.calls.register.changeStatus(APPROVER, {
        licenceId: licence.id,
        event: 'revoke',
        reason: '严重违法',
        decisionNumber: '样罚〔2026〕1号',
      }),
    )
    const { batch } = await issueAll(bench, [id])
    expect(itemsOf(batch.id)).toEqual([['failed', 'status-unfit']])
  })
  it('a name with a character that no font has, or that no file can hold', async () => {
    const [odd, broken, fine] = venues(3)
    const rename = (id: string, holderName: string) =>
      bench.write(s => {
        const now = s.applications.get(id)!
        s.applications.update({ ...now, values: { ...now.values, holderName } }, now.revision)
      })
    rename(odd!, '样例\u{10fffd}娱乐有限公司')
    rename(broken!, '样例\u0001娱乐有限公司')
    const { batch } = await issueAll(bench, [odd!, broken!, fine!])
    expect(itemsOf(batch.id)).toEqual([
      ['failed', 'glyph-missing'],
      ['failed', 'application-faulty'],
      ['issued', null],
    ])
    const error = bench.read(s => s.batches.items(batch.id))[0]!.error!
    expect(JSON.stringify(error)).toMatch(/10FFFD/i)
    await sound(bench)
  })
  it('a licence without the photo that it names', async () => {
    const id = approved(bench, { kind: 'tour-guide' })
    bench.write(s => {
      const now = s.applications.get(id)!
      const values = { ...now.values, photo: `sha256:${'0'.repeat(64)}` }
      s.applications.update({ ...now, values }, now.revision)
    })
    const { batch } = await issueAll(bench, [id])
    expect(itemsOf(batch.id)).toEqual([['failed', 'photo-unreadable']])
  })
  it('stops a batch, and is told, when the copy fails its own check', async () => {
    const ids = venues(2)
    const bending = (a: Adapters): Adapters => ({
      ...a,
      signer: {
        ...a.signer,
        begin(document, certificate) {
          const begun = a.signer.begin(document, certificate)
          if (!begun.ok) return begun
          return ok({
            complete(signature) {
              const sealed = begun.value.complete(signature)
              if (sealed.ok) sealed.value[200] = (sealed.value[200] ?? 0) ^ 1
              return sealed
            },
            bytes: begun.value.bytes,
          })
        },
      },
    })
    await reopen({ refit: bending })
    const { batch } = await issueAll(bench, ids)
    expect([batch.state, batch.issued, batch.stopReason?.code]).toEqual(['stopped', 0, 'own-check-failed'])
    expect([...bench.adapters.vault.list('copies')]).toEqual([])
  })
})
