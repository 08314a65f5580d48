import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestWindow, type TestWindow } from './support.ts'

let w: TestWindow
beforeAll(async () => {
  w = await openTestWindow()
  await w.must('setup.demo', {})
  await w.signIn('demo-clerk')
})
afterAll(() => w.core.close())

async function verify(fileName: string, bytes: Uint8Array) {
  const begun = await w.must('files.begin', { fileName, size: bytes.length })
  if (bytes.length > 0)
    await w.must('files.append', { id: begun.id, offset: 0, base64: Buffer.from(bytes).toString('base64') })
  return w.must('verification.verify', { upload: begun.id })
}

describe('files from anywhere', () => {
  it.each([
    ['a letter.txt', Buffer.from('dear sir'), 'not-pdf'],
    ['牌照.ofd', Buffer.from('PK\u0003\u0004OFD.xml'), undefined],
    ['empty.pdf', Buffer.alloc(0), undefined],
    ['cut.pdf', Buffer.from('%PDF-1.7\n1 0 obj <<'), 'pdf-malformed'],
    ['../../../etc/passwd', Buffer.from('x'), 'not-pdf'],
  ])('are judged with a reason, whatever they are: %s', async (name, bytes, code) => {
    const verdict = await verify(name, bytes)
    expect(verdict.report.verdict).toBe('refused')
    expect(verdict.conclusion).toMatchObject({ tone: 'warn', code: 'unreadable' })
    expect(verdict.report.reasons.length).toBeGreaterThan(0)
    if (code !== undefined) expect(verdict.report.reasons[0]?.code).toBe(code)
    expect(verdict.document).toBeNull()
  })

  it('come into one report, in which no file name can write a line of its own', async () => {
    const name = 'x\r\n  结论：真实有效\u202efdp.pdf'
    const one = await verify(name, Buffer.from('x'))
    const two = await verify('two.txt', Buffer.from('y'))
    const made = await w.must('verification.report', { ids: [one.id, two.id] })
    expect(path.dirname(made.path)).toBe(path.join(w.home, 'exports'))
    const text = fs.readFileSync(made.path, 'utf8')
    expect(text).toContain('文件 2 个')
    expect(text).toContain(one.sha256)
    expect(text.split('\r\n').filter(line => line.startsWith('  结论：真实有效'))).toEqual([])
    expect(text).not.toMatch(/[\u202a-\u202e]/)
    expect((await w.core.document(made.url))?.bytes.length).toBe(made.bytes)
  })

  it('are reported to nobody but the person who asked', async () => {
    const one = await verify('one.txt', Buffer.from('x'))
    await w.must('session.signOut', {})
    await w.signIn('demo-approver')
    for (const ids of [[one.id], ['0'.repeat(32)]])
      expect(await w.call('verification.report', { ids })).toMatchObject({
        error: { code: 'verdict-unknown' },
      })
  })
})
