import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTRACT } from '../../../shared/contract/index.ts'
import { MAX_CALL_BYTES } from '../../../shared/contract/define.ts'
import { safeName } from '../../../electron/app/window/inbox.ts'
import { openTestWindow, PAGE, type TestWindow } from './support.ts'

let w: TestWindow
beforeAll(async () => {
  w = await openTestWindow()
  await w.must('setup.demo', {})
  await w.signIn('demo-clerk')
})
afterAll(() => w.core.close())

const raw = async (text: string, sender = PAGE): Promise<{ ok: boolean; error?: { code: string } }> =>
  JSON.parse(await w.core.call(text, sender)) as never

async function refusals(): Promise<readonly string[]> {
  await w.must('session.signOut', {})
  await w.signIn('demo-auditor')
  const page = await w.must('chains.journal', { limit: 500 })
  await w.must('session.signOut', {})
  await w.signIn('demo-clerk')
  return page.records
    .filter(record => record.action === 'window.call-refused')
    .map(record => String((record.detail as { code: string }).code))
}

describe('the gate', () => {
  it('refuses a frame, another page and a page of nowhere, whatever they send', async () => {
    const call = JSON.stringify({ channel: 'session.state', input: {} })
    for (const sender of [
      { origin: PAGE.origin, mainFrame: false },
      { origin: 'https://evil.example', mainFrame: true },
      { origin: 'null', mainFrame: true },
      { origin: `${PAGE.origin}.evil.example`, mainFrame: true },
    ])
      expect(await raw(call, sender)).toMatchObject({ ok: false, error: { code: 'sender-refused' } })
    expect(await refusals()).toContain('sender-refused')
  })

  it('refuses what is too large before it reads it', async () => {
    const text = JSON.stringify({ channel: 'session.state', input: 'x'.repeat(MAX_CALL_BYTES) })
    expect(await raw(text)).toMatchObject({ ok: false, error: { code: 'call-too-large' } })
  })

  it('answers anything at all with a refusal or a result, never with a fault or a stack', async () => {
    const channels = Object.keys(CONTRACT).filter(name => !/signOut|lock|signIn|setup|choosePlace/.test(name))
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          channel: fc.constantFrom(...channels, '__proto__', 'constructor', 'toString'),
          input: fc.jsonValue(),
        })
        .map(call => JSON.stringify(call)),
      fc
        .record({ channel: fc.jsonValue(), input: fc.jsonValue(), extra: fc.jsonValue() })
        .map(call => JSON.stringify(call)),
    )
    await fc.assert(
      fc.asyncProperty(text, async sent => {
        const answer = await w.core.call(sent, PAGE)
        const reply = JSON.parse(answer) as { ok: boolean; error?: { code: string } }
        expect(reply.error?.code ?? '').not.toBe('program-fault')
        expect(answer).not.toMatch(/\bat .*\.(ts|js|mjs):\d+/)
      }),
      { numRuns: 400 },
    )
    expect((await w.must('session.state', {})).stage).toBe('signed-in')
  })

  it('keeps the permission of the verb, and a line of who tried', async () => {
    expect(await w.call('users.list', {})).toMatchObject({ ok: false, error: { code: 'permission-denied' } })
    expect(await refusals()).toContain('permission-denied')
  })

  it('tells a flood of refused calls in one line with its count', async () => {
    const before = (await refusals()).length
    for (let i = 0; i < 200; i++) await raw('{"channel":"no.such","input":{}}')
    expect((await refusals()).length).toBe(before + 1)
  })

  it('shows a document only to somebody signed in, and only by its unguessable name', async () => {
    for (const address of [
      '/doc/../../office.db',
      '/doc/%2e%2e',
      '/doc/' + '0'.repeat(32),
      '/etc/passwd',
      '',
    ])
      expect(await w.core.document(address)).toBeNull()
  })
})

describe('a file from the page', () => {
  it('lies in the inbox whatever it calls itself', async () => {
    for (const fileName of [
      '../../../evil.sh',
      'C:\\Windows\\x.exe',
      '/etc/passwd',
      '..',
      'a\u202egnp.exe',
      'CON',
    ]) {
      const { id } = await w.must('files.begin', { fileName, size: 3 })
      await w.must('files.append', { id, offset: 0, base64: 'YWJj' })
      const folder = path.join(w.home, 'inbox', id)
      expect(fs.readdirSync(folder)).toHaveLength(1)
      await w.must('files.drop', { id })
      expect(fs.existsSync(folder)).toBe(false)
    }
    expect(fs.existsSync(path.join(w.home, '../evil.sh'))).toBe(false)
  })

  it('has a safe label for every name there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), name => {
        const safe = safeName(name)
        expect(safe).not.toMatch(/[/\\<>:"|?*]/)
        expect(safe.startsWith('.')).toBe(false)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255)
        expect(path.basename(safe)).toBe(safe)
      }),
    )
  })

  it('is refused when its pieces do not follow one another, or are more than was said', async () => {
    const { id } = await w.must('files.begin', { fileName: 'a.csv', size: 3 })
    expect(await w.call('files.append', { id, offset: 1, base64: 'YQ==' })).toMatchObject({
      error: { code: 'upload-out-of-order' },
    })
    expect(await w.call('files.append', { id, offset: 0, base64: 'YWJjZA==' })).toMatchObject({
      error: { code: 'upload-out-of-order' },
    })
    expect(await w.call('verification.verify', { upload: id })).toMatchObject({
      error: { code: 'upload-unknown' },
    })
  })
})
