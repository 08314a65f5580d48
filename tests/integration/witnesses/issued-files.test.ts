import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PIN } from '../../../electron/app/demo/demo-people.ts'
import { issueFile } from '../../../electron/app/issue-file.ts'
import { makeDemo, session } from '../../../electron/app/sessions.ts'
import { type Workstation } from '../../../electron/app/workstation.ts'
import { KIND_IDS, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'

// Programs that are not ours look at what a clerk would get: one licence of every kind, through all use cases.

const ROOT = path.resolve(import.meta.dirname, '../../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-issued-'))
const file = (name: string) => path.join(folder, name)

interface IssuedFile {
  readonly pdf: string
  readonly number: string
  readonly identifier: string
}

let workstation: Workstation
const issued = new Map<KindId, IssuedFile>()

async function issueKind(kind: KindId): Promise<IssuedFile> {
  const clerk = mustBeOk(await session(workstation, 'clerk', undefined), 'clerk')
  const approver = mustBeOk(await session(workstation, 'approver', undefined), 'approver')
  const seals = workstation.calls.seals.list(clerk, undefined)
  const pins = 'ok' in seals ? {} : Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN]))
  const input = path.join(ROOT, 'resources/demo', `${kind}.json`)
  const done = mustBeOk(await issueFile(workstation, { path: input, kind, clerk, approver, pins }), kind)
  const row = done.rows.find(r => r.status === 'issued')
  const copy = mustBeOk(workstation.calls.register.copyOf(clerk, { licenceId: row?.licenceId ?? '' }), 'copy')
  fs.writeFileSync(file(`${kind}.pdf`), copy.bytes)
  return { pdf: file(`${kind}.pdf`), number: row?.number ?? '', identifier: row?.identifier ?? '' }
}

beforeAll(async () => {
  const office = {
    dataDir: file('office'),
    resources: path.join(ROOT, 'resources'),
    keyType: 'p256' as const,
  }
  workstation = mustBeOk(await makeDemo(office), 'office')
  for (const kind of KIND_IDS) issued.set(kind, await issueKind(kind))
  const root = new X509Certificate(fs.readFileSync(file('office/demo/root.der')))
  fs.writeFileSync(file('root.pem'), root.toString())
})

afterAll(() => {
  workstation.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const of = (kind: KindId): IssuedFile => {
  const found = issued.get(kind)
  if (!found) throw new Error(`no file of ${kind}`)
  return found
}

/** The two signed ranges and the container, by what the file says of itself. */
function takeApart(pdf: string): { content: Buffer; cms: Buffer } {
  const bytes = fs.readFileSync(pdf)
  const [, a, b, c, d] = (
    /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(bytes.toString('latin1')) ?? []
  ).map(Number)
  const [start, end] = [(a ?? 0) + (b ?? 0), c ?? 0]
  const hex = bytes.toString('latin1', start + 1, end - 1).replace(/(00)+$/, '')
  return {
    content: Buffer.concat([bytes.subarray(a, start), bytes.subarray(end, end + (d ?? 0))]),
    cms: Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex'),
  }
}

describe.each(KIND_IDS)('an issued %s', kind => {
  it('is valid to pdfsig, and all of it is signed', () => {
    const said = execFileSync('pdfsig', ['-nocert', of(kind).pdf], { encoding: 'utf8' })
    expect(said).toContain('Signature is Valid.')
    expect(said).toContain('Total document signed')
    expect(said).toContain('ETSI.CAdES.detached')
  })

  it('is valid to openssl as CAdES under the root, and not once a byte is changed', () => {
    const { content, cms } = takeApart(of(kind).pdf)
    fs.writeFileSync(file('sig.der'), cms)
    const verify = (bytes: Buffer) => {
      fs.writeFileSync(file('content.bin'), bytes)
      const args = [
        'cms',
        '-verify',
        '-binary',
        '-cades',
        '-inform',
        'DER',
        '-in',
        file('sig.der'),
        '-content',
        file('content.bin'),
      ]
      return spawnSync(
        'openssl',
        [...args, '-CAfile', file('root.pem'), '-purpose', 'any', '-out', os.devNull],
        { encoding: 'utf8' },
      )
    }
    const good = verify(content)
    expect(good.stderr).toMatch(/successful/i)
    expect(good.status).toBe(0)
    const changed = Buffer.from(content)
    changed[1000] = (changed[1000] ?? 0) ^ 1
    expect(verify(changed).status).not.toBe(0)
  })

  it('is sound to qpdf', () => {
    const said = execFileSync('qpdf', ['--check', of(kind).pdf], { encoding: 'utf8' })
    expect(said).toContain('No syntax or stream encoding errors')
  })

  it('has a QR code that zbar reads off a 200 dpi print', () => {
    const { pdf, identifier } = of(kind)
    execFileSync('pdftoppm', ['-r', '200', '-png', pdf, file(`page-${kind}`)])
    const images = fs
      .readdirSync(folder)
      .filter(name => name.startsWith(`page-${kind}`))
      .map(file)
    const read = spawnSync('zbarimg', ['-q', '--raw', '-Sbinary', ...images], { encoding: 'utf8' }).stdout
    expect(read).toContain(`https://ecert.example/v?i=${encodeURIComponent(identifier)}`)
  })

  it('gives its words back as they were written', () => {
    const { pdf, number, identifier } = of(kind)
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
    expect(text).toContain(number)
    const metadata = execFileSync('pdfinfo', ['-meta', pdf], { encoding: 'utf8' })
    expect(metadata).toContain(identifier)
    expect(metadata).toContain('样例')
  })
})
