import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { EVENT_WORDS } from '../../shared/domain/licence/life-cycle.ts'
import { type KindDefinition } from '../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../shared/domain/licence/licence.ts'
import { civilDateOf, instantFromMillis } from '../../shared/kernel/instant.ts'
import { type JudgeId } from './judges.mjs'
import { openCounter, type Counter } from './making/counter.ts'
import { expectedOfCopy, expectedOfSheet } from './making/expected.ts'
import { RESOURCES } from './making/office.ts'
import { drawnEmblem, drawnSeal } from './making/pictures.ts'
import { applicationRows, CHANGES, OUTBOUND, renewableRow } from './making/rows.ts'
import { writeSheet } from './making/sheets.ts'
import { type Expectations } from './rules.mjs'

/**
 * A file for the judges. `file` is an absolute path; `root` (PEM) only where it is not that of all files.
 * `judges`: who is asked, all of them when left out. `control`: the file has a fault; each judge named has to give a reason
 * that fits its pattern (a regular expression).
 */
export interface WitnessFile {
  readonly file: string
  readonly label: string
  readonly expectations: Expectations
  readonly root?: string
  readonly judges?: readonly JudgeId[]
  readonly control?: { readonly mustFail: Partial<Record<JudgeId, string>> }
}

export interface WitnessFiles {
  /** Path of the root certificate (PEM) that the judges trust. */
  readonly root: string
  /** The first one that is no control is also what the derived controls are made from. */
  readonly files: readonly WitnessFile[]
}

/** Puts files down for the judges, each with what it must be. */
function createTray(outDir: string, counter: Counter) {
  const files: WitnessFile[] = []
  const { standard } = counter
  const key = counter.keyType === 'p256' ? 'P-256' : 'RSA'
  const put = (
    licence: Licence,
    what: string,
    bytes: Uint8Array,
    rest: Omit<WitnessFile, 'file' | 'label'>,
  ) => {
    const named = `${key}-${licence.kind}-${what}`.replace(/[^\p{L}\p{N}-]+/gu, '-')
    const file = path.join(outDir, `${named}.pdf`)
    writeFileSync(file, bytes, { flag: 'wx' })
    const label = `${standard.kind(licence.kind).name.zh} ${what} ${key}`
    files.push({ file, label, root: counter.root, ...rest })
  }
  return {
    files,
    copy: (licence: Licence, what: string): void =>
      put(licence, what, counter.copyOf(licence), { expectations: expectedOfCopy(standard, licence) }),
    async sheet(licence: Licence, purpose: 'print' | 'overprint'): Promise<void> {
      const bytes = await counter.sheetOf(licence, purpose)
      const expectations = expectedOfSheet(standard, licence, purpose)
      put(licence, purpose, bytes, { expectations, judges: ['verapdf', 'pdfbox'] })
    },
  }
}

type Tray = ReturnType<typeof createTray>

/** Where the long names stand in the shipped demonstration inputs. */
const LONG_NAME_ROW = 1

const eventName = (event: Licence['event']): string => EVENT_WORDS[event].zh

/** Every event that makes a new version, one on top of the other; renewals on stock taken over near its last day. */
async function liveThrough(
  counter: Counter,
  tray: Tray,
  kind: KindDefinition,
  first: Licence,
  sheets: string,
): Promise<void> {
  const known = kind.events.filter(e => e.allowed && e.makesNewVersion).map(e => e.event)
  let now = first
  for (const event of ['change', 'replace', 'reissue'] as const) {
    if (!known.includes(event)) continue
    now = await counter.change(now, event, event === 'change' ? CHANGES[kind.id] : {})
    tray.copy(now, eventName(event))
  }
  if (kind.id === 'travel-agency') {
    now = await counter.change(now, 'change', OUTBOUND)
    tray.copy(now, `${eventName('change')}（增加出境）`)
  }
  const stock = renewableRow(kind, civilDateOf(instantFromMillis(Date.now())))
  if (!known.includes('renew') || !stock) return
  await counter.takeOver(writeSheet(sheets, `${kind.id}-stock`, kind, [stock]), kind.id)
  const renewed = await counter.change(counter.licence(String(stock.cells['certNo'])), 'renew', {})
  tray.copy(renewed, eventName('renew'))
}

/** The shipped demonstration inputs, and the lives of the licences that come of them; a drawn ring for seal and emblem. */
async function demonstrationFiles(counter: Counter, tray: Tray, sheets: string): Promise<void> {
  for (const [i, kind] of counter.standard.kinds.entries()) {
    const type = i % 2 === 0 ? 'xlsx' : 'json'
    const issued = await counter.issue(path.join(RESOURCES, 'demo', `${kind.id}.${type}`), kind.id)
    const [first, long] = [issued[0], issued[LONG_NAME_ROW]]
    if (!first || !long) throw new Error(`too few rows in the demonstration input of ${kind.id}`)
    tray.copy(long, `long (${type})`)
    await liveThrough(counter, tray, kind, first, sheets)
    if (kind.id === 'network-culture') await tray.sheet(long, 'print')
    if (kind.id === 'travel-agency') await tray.sheet(long, 'overprint')
  }
}

/** The examples of every kind and the limits of their fields; pictures for seal and emblem, photos of every format. */
async function exampleFiles(counter: Counter, tray: Tray, sheets: string): Promise<void> {
  for (const kind of counter.standard.kinds) {
    const rows = applicationRows(kind)
    const issued = await counter.issue(writeSheet(sheets, kind.id, kind, rows), kind.id)
    for (const [i, { what }] of rows.entries()) {
      const licence = issued[i]
      if (!licence) throw new Error(`${kind.id}: no licence of the row ${what}`)
      tray.copy(licence, what)
      if (i !== 1 || (kind.id !== 'network-culture' && kind.id !== 'tour-guide')) continue
      tray.copy(await counter.change(licence, 'change', CHANGES[kind.id]), eventName('change'))
    }
  }
}

type Work = (counter: Counter, tray: Tray, sheets: string) => Promise<void>

async function atCounter(
  input: Parameters<typeof openCounter>[0],
  sheets: string,
  work: Work,
): Promise<WitnessFiles> {
  const counter = await openCounter(input)
  try {
    const tray = createTray(input.outDir, counter)
    await work(counter, tray, sheets)
    return { root: counter.root, files: tray.files }
  } finally {
    counter.close()
  }
}

/**
 * Issues files at two demonstration offices under `outDir` (made when missing), one with an RSA and one with a P-256 seal, by
 * the use cases that clerks call. @throws when one of them cannot be made
 */
export async function makeWitnessFiles(outDir: string): Promise<WitnessFiles> {
  mkdirSync(outDir, { recursive: true })
  const work = mkdtempSync(path.join(os.tmpdir(), 'lw-witness-offices-'))
  const sheets = path.join(work, 'sheets')
  try {
    const rsa = await atCounter(
      { dataDir: path.join(work, 'rsa'), keyType: 'rsa-3072', outDir },
      sheets,
      demonstrationFiles,
    )
    const pictures = { emblem: drawnEmblem(), sealPicture: drawnSeal() }
    const p256 = await atCounter(
      { dataDir: path.join(work, 'p256'), keyType: 'p256', outDir, ...pictures },
      sheets,
      exampleFiles,
    )
    return { root: rsa.root, files: [...rsa.files, ...p256.files] }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
