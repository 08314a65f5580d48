import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostPageHtml, hostPagePath, type HostPage } from './host-pages.ts'
import { createPageFiles, type PageFiles } from './page-files.ts'
import { attachment } from './page-headers.ts'

const ORIGIN = 'https://workstation.invalid'
const SECRET = 'outside the folder'
const folder = mkdtempSync(path.join(tmpdir(), 'lw-page-'))
let files: PageFiles

beforeAll(() => {
  const page = path.join(folder, 'page')
  mkdirSync(path.join(page, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'secret.txt'), SECRET)
  writeFileSync(path.join(page, 'index.html'), 'the page')
  writeFileSync(path.join(page, 'assets/app.js'), 'the script')
  symlinkSync(path.join(folder, 'secret.txt'), path.join(page, 'link.txt'))
  files = createPageFiles(page, () => Promise.resolve(null))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = async (url: string): Promise<string> =>
  new TextDecoder().decode((await files({ method: 'GET', url })).body)

describe('what the page is answered', () => {
  it('knows only the files of its folder, however a path is spelt', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '..%2f',
        '..%5c',
        '\\',
        '//',
        'secret.txt',
        'link.txt',
        '%00',
        'C:',
      ),
      fc.string({ maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async pieces => {
        expect(await text(`${ORIGIN}/${pieces.join('/')}`)).not.toContain(SECRET)
      }),
    )
    expect((await files({ method: 'GET', url: `${ORIGIN}/link.txt` })).status).toBe(404)
  })

  it('answers anything that is no address with a refusal, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ maxLength: 7 }), async (url, method) => {
        const answer = await files({ method, url })
        expect([400, 405]).toContain(answer.status)
        expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      }),
    )
    expect((await files({ method: 'GET', url: `${ORIGIN}/%E0%A4%A` })).status).toBe(400)
    expect((await files({ method: 'GET', url: `${ORIGIN}.example.com/` })).status).toBe(400)
  })

  it('keeps digested files for good and the page not at all', async () => {
    const cache = async (place: string): Promise<string | undefined> =>
      (await files({ method: 'GET', url: ORIGIN + place })).headers['cache-control']
    expect(await cache('/assets/app.js')).toContain('immutable')
    expect(await cache('/')).toBe('no-store')
    expect(await cache('/licences/1')).toBe('no-store')
    expect(await text(`${ORIGIN}/licences/1`)).toBe('the page')
    expect((await files({ method: 'GET', url: `${ORIGIN}/favicon.ico` })).status).toBe(204)
  })

  it('never lets a document become a page of this origin', async () => {
    const bytes = new Uint8Array([1])
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', '']) {
      const serve = createPageFiles(folder, () => Promise.resolve({ type, bytes, fileName: null }))
      const answer = await serve({ method: 'GET', url: `${ORIGIN}/doc/1` })
      expect(answer.headers['content-type']).toBe('application/octet-stream')
      expect(answer.headers['content-disposition']).toMatch(/^attachment;/)
    }
  })

  it('names a saved file so that any name survives and none breaks the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), name => {
        const header = attachment(name)
        expect(header).toMatch(/^[\x20-\x7e]*$/)
        expect(header).not.toMatch(/[\r\n"]/)
        expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(name)
      }),
    )
  })
})

describe('the host’s own pages', () => {
  it.each(['page-crashed', 'core-lost', 'core-failed'] as const)(
    '%s says it in both languages, with a way on',
    page => {
      const html = hostPageHtml(page)
      expect(html).toMatch(/<h1>[\u4e00-\u9fff]/)
      expect(html).toMatch(/<section lang="en"><h2>[A-Z]/)
      expect(html).toContain('<a href="/"')
      expect(html).not.toContain('<script')
      expect(hostPagePath(page satisfies HostPage)).toBe(`/host/${page}`)
    },
  )

  it('are the only ones', async () => {
    for (const name of ['constructor', '__proto__', 'other', ''])
      expect((await files({ method: 'GET', url: `${ORIGIN}/host/${name}` })).status).toBe(404)
  })
})
