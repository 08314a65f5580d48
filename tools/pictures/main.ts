/**
 * The pictures of the README, made anew from really issued licences: `npx tsx tools/pictures/main.ts` (needs pdftoppm).
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { issueFile } from '../../electron/app/issue-file.ts'
import { makeDemo, session } from '../../electron/app/sessions.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Which kinds are shown, from which row of their demonstration file, and how wide in pixels. */
const PICTURES: readonly (readonly [KindId, number, number])[] = [
  ['network-culture', 0, 760],
  ['tour-guide', 1, 340],
]

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-pictures-'))
const resources = path.join(ROOT, 'resources')
const workstation = mustBeOk(
  await makeDemo({ dataDir: path.join(folder, 'office'), resources, keyType: 'p256' }),
  'office',
)
const clerk = mustBeOk(await session(workstation, 'clerk', undefined), 'clerk')
const approver = mustBeOk(await session(workstation, 'approver', undefined), 'approver')
const seals = workstation.calls.seals.list(clerk, undefined)
const pins = 'ok' in seals ? {} : Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN]))
for (const [kind, row, width] of PICTURES) {
  const input = path.join(resources, 'demo', `${kind}.xlsx`)
  const issued = mustBeOk(await issueFile(workstation, { path: input, kind, clerk, approver, pins }), kind)
  const licenceId = issued.rows.filter(r => r.status === 'issued')[row]?.licenceId ?? ''
  const copy = mustBeOk(workstation.calls.register.copyOf(clerk, { licenceId }), 'copy')
  const pdf = path.join(folder, `${kind}.pdf`)
  fs.writeFileSync(pdf, copy.bytes)
  const target = path.join(ROOT, 'docs/images', kind)
  execFileSync('pdftoppm', [
    '-png',
    '-singlefile',
    '-f',
    '1',
    '-l',
    '1',
    '-scale-to-x',
    String(width),
    '-scale-to-y',
    '-1',
    pdf,
    target,
  ])
  console.log(`${target}.png`)
}
workstation.close()
fs.rmSync(folder, { recursive: true, force: true })
