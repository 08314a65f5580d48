import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UPLOAD_PIECE_BYTES } from '../../../shared/contract/files.ts'
import { CLERK, good, openBench } from '../issuing/support.ts'
import { openTestWindow, type TestWindow } from './support.ts'

const DEMO = path.resolve('resources/demo')
let w: TestWindow
beforeAll(async () => {
  w = await openTestWindow()
  await w.must('setup.demo', {})
  await w.signIn('demo-clerk')
})
afterAll(() => w.core.close())

/** Hands a file over in pieces, as the page does. */
async function upload(fileName: string, bytes: Uint8Array, beside?: string): Promise<string> {
  const begun = await w.must('files.begin', {
    fileName,
    size: bytes.length,
    ...(beside === undefined ? {} : { beside }),
  })
  for (let at = 0; at < bytes.length; at += UPLOAD_PIECE_BYTES) {
    const piece = bytes.subarray(at, at + UPLOAD_PIECE_BYTES)
    await w.must('files.append', { id: begun.id, offset: at, base64: Buffer.from(piece).toString('base64') })
  }
  return begun.id
}

const demo = (name: string): Uint8Array => fs.readFileSync(path.join(DEMO, name))
const options = { kind: 'tour-guide', papersAtHand: true, originNote: null } as const

describe('files that are handed over', () => {
  it('wait in a number that a counter needs', async () => {
    const begin = (n: number) => w.call('files.begin', { fileName: `${n}.csv`, size: 0 })
    const ids: string[] = []
    for (let n = 0; n < 200; n++) {
      const begun = await begin(n)
      if (begun.ok) ids.push(begun.value.id)
      else expect(begun.error.code).toBe('uploads-too-many')
    }
    expect(ids).toHaveLength(100)
    for (const id of ids) await w.must('files.drop', { id })
    expect((await begin(1)).ok).toBe(true)
  })
})

describe('an import that the command line began', () => {
  it('takes no picture through the window: its file lies in a folder of its own', async () => {
    const there = await openTestWindow()
    await there.must('setup.demo', {})
    await there.core.close()
    const file = path.join(there.home, 'guides.csv')
    fs.writeFileSync(file, demo('tour-guide.csv'))
    const bench = await openBench(path.join(there.home, 'demo'))
    const started = good(
      await bench.calls.imports.start(CLERK, { path: file, purpose: 'applications', options }),
    )
    bench.workstation.close()
    const again = await openTestWindow(there.home)
    await again.signIn('demo-clerk')
    const { id } = await again.must('files.begin', { fileName: 'p1.jpg', size: 0 })
    expect(await again.call('imports.addPictures', { jobId: started.job.id, upload: id })).toMatchObject({
      error: { code: 'import-elsewhere', next: { zh: expect.stringContaining(there.home) } },
    })
    await again.core.close()
  })
})

describe('an import with pictures through the window', () => {
  it('takes rows that name pictures dropped with the sheet', async () => {
    const sheet = await upload('tour-guide.xlsx', demo('tour-guide.xlsx'))
    for (const name of ['p1', 'p2', 'p3', 'p4'])
      await upload(`${name}.jpg`, demo(`photos/${name}.jpg`), sheet)
    const { job } = await w.must('imports.start', { upload: sheet, purpose: 'applications', options })
    const looked = await w.must('imports.look', { jobId: job.id })
    const done = await w.must('imports.run', { jobId: job.id })
    expect(done).toMatchObject({ state: 'done', bad: 0, good: looked.rows })
    expect(looked.rows).toBeGreaterThan(3)
    const [row] = await w.must('imports.rows', { jobId: job.id })
    const photo = await w.must('intake.photo', { applicationId: row!.applicationId, field: 'photo' })
    expect(photo.bytes).toBeGreaterThan(10_000)
  })

  it('notes rows whose picture is missing, and takes them once it is handed over later', async () => {
    const sheet = await upload('tour-guide.csv', demo('tour-guide.csv'))
    const { job } = await w.must('imports.start', { upload: sheet, purpose: 'applications', options })
    const done = await w.must('imports.run', { jobId: job.id })
    expect(done.bad).toBeGreaterThan(0)
    const { faults } = await w.must('imports.faults', { jobId: job.id, limit: 500 })
    const fault = faults.find(one => one.faults.some(f => f.code === 'photo-missing'))!
    const [first, ...more] = ['p1', 'p2', 'p3', 'p4']
    const pictures = await upload(`${first}.jpg`, demo(`photos/${first}.jpg`))
    for (const name of more) await upload(`${name}.jpg`, demo(`photos/${name}.jpg`), pictures)
    expect(await w.call('imports.addPictures', { jobId: job.id, upload: pictures })).toEqual({
      ok: true,
      value: null,
    })
    const retried = await w.must('imports.retryFault', { jobId: job.id, row: fault.row, cells: fault.cells })
    // The person is in a draft of the first import already: another fault, but the picture is found.
    expect(retried.fault?.faults.map(f => f.code) ?? []).not.toContain('photo-missing')
  })

  it('refuses two pictures of one name, whatever their capitals and paths, and one beside nothing', async () => {
    const sheet = await upload('a.csv', Buffer.from('x'))
    await upload('p1.jpg', demo('photos/p1.jpg'), sheet)
    for (const fileName of ['p1.jpg', 'P1.JPG', '../../p1.jpg', 'C:\\x\\p1.jpg', 'a.csv'])
      expect(await w.call('files.begin', { fileName, size: 1, beside: sheet })).toMatchObject({
        error: { code: 'upload-name-twice' },
      })
    expect(await w.call('files.begin', { fileName: 'q', size: 1, beside: 'nothing' })).toMatchObject({
      error: { code: 'upload-unknown' },
    })
    await w.must('files.drop', { id: sheet })
    expect(await w.call('files.begin', { fileName: 'q', size: 1, beside: sheet })).toMatchObject({
      ok: false,
    })
  })

  it('writes no picture outside its folder, whatever its name', async () => {
    const before = fs.readdirSync(w.home, { recursive: true }).length
    const sheet = await upload('..\\..\\evil.csv', demo('tour-guide.csv'))
    await upload('../../../outside.jpg', demo('photos/p1.jpg'), sheet)
    const all = fs.readdirSync(w.home, { recursive: true }).map(String)
    const found = all.filter(name => name.endsWith('outside.jpg') || name.endsWith('evil.csv'))
    expect(found.map(name => path.dirname(path.dirname(name)))).toEqual(
      Array(2).fill(path.dirname(path.dirname(found[0]!))),
    )
    expect(fs.existsSync(path.join(path.dirname(w.home), 'outside.jpg'))).toBe(false)
    await w.must('files.drop', { id: sheet })
    expect(fs.readdirSync(w.home, { recursive: true }).length).toBeLessThanOrEqual(before + 1)
  })
})
