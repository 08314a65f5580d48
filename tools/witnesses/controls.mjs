import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lastLines, run } from './processes.mjs'
import { SOURCES } from './home.mjs'

/** What each judge has to say of a broken signature. */
const DIGEST_BROKEN = { pyhanko: 'HASH_FAILURE', dss: 'HASH_FAILURE', pdfbox: 'message-digest' }
const UNTRUSTED = {
  pyhanko: 'NO_CERTIFICATE_CHAIN_FOUND',
  dss: 'NO_CERTIFICATE_CHAIN_FOUND',
  pdfbox: 'issued by the root: false',
}
const NOT_COVERED = {
  pyhanko: 'coverage: ENTIRE_REVISION',
  dss: 'does not cover the whole document',
  pdfbox: 'ByteRange covers the whole file: false',
}
const CHANGED = { pyhanko: 'modification level: OTHER', pdfbox: 'ByteRange covers the whole file: false' }
/** A holder that no file names. */
const STRANGER = '无此单位有限公司'
const FONT_MISSING = { verapdf: 'rule 6\\.2\\.11\\.4\\.1-1 failed' }

/**
 * What make_controls.py makes: file name, what is wrong, what each judge has to say of it, and which root is trusted
 * (`source`: that of the good file).
 */
const MADE_BY_PYHANKO = [
  [
    'content-appended',
    'words in a font that is not embedded added after signing',
    { ...CHANGED, ...FONT_MISSING, dss: 'modified: pages look different' },
    'source',
  ],
  [
    'annotation-appended',
    'a note put over the page after signing',
    { ...CHANGED, dss: 'modified: annotation', verapdf: 'rule 6\\.3\\.3-1 failed' },
    'source',
  ],
  [
    'plain-cms',
    'signed as plain CMS, not PAdES; font not embedded',
    { pyhanko: 'signing-time attribute', dss: 'format: PKCS7-B', pdfbox: 'SubFilter', ...FONT_MISSING },
    'control',
  ],
  [
    'not-certified',
    'signed without certification (no DocMDP)',
    {
      pyhanko: 'DocMDP level: null',
      dss: 'DocMDP permissions: null',
      pdfbox: 'DocMDP permissions of the document: null',
    },
    'control',
  ],
  [
    'expired-signer',
    'signing certificate expired',
    { pyhanko: 'OUT_OF_BOUNDS_NO_POE', dss: 'OUT_OF_BOUNDS_NO_POE' },
    'control',
  ],
  [
    'unsigned',
    'not signed, not PDF/A',
    {
      pyhanko: 'signatures: 0',
      dss: 'signatures: 0',
      pdfbox: 'signatures: 0',
      verapdf: 'claims to be:  instead of 2b',
    },
    'control',
  ],
]

/** Where the signature's own hexadecimal string begins; the end of the file without one. */
function signatureStart(pdf) {
  const found = /\/Contents\s*<[0-9a-fA-F]{64}/.exec(pdf.toString('latin1'))
  return found ? found.index : pdf.length
}

/** Start and end of the longest stream's data before `limit`. */
function longestStream(pdf, limit) {
  let best = { start: 0, end: 0 }
  for (const found of pdf.toString('latin1', 0, limit).matchAll(/stream\r?\n([^]*?)endstream/g)) {
    const end = found.index + found[0].length - 'endstream'.length
    const start = end - found[1].length
    if (end - start > best.end - best.start) best = { start, end }
  }
  if (best.end === 0) throw new Error('the source of the controls has no stream before its signature')
  return best
}

/** A copy with one bit of the longest signed stream turned over: the structure stays readable, only the bytes differ. */
export function withFlippedBit(pdf) {
  const flipped = Buffer.from(pdf)
  const { start, end } = longestStream(pdf, signatureStart(pdf))
  const at = Math.floor((start + end) / 2)
  flipped[at] = flipped[at] ^ 1
  return flipped
}

/** A copy whose XMP packet no longer says which part of PDF/A it follows; every length stays. */
export function withoutPdfaMarker(pdf) {
  const unmarked = Buffer.from(pdf)
  let found = 0
  for (let at = pdf.indexOf('pdfaid:part'); at >= 0; at = pdf.indexOf('pdfaid:part', at + 1)) {
    unmarked.write('pdfaid:zart', at, 'latin1')
    found += 1
  }
  if (found === 0) throw new Error('the source of the controls has no readable PDF/A marker')
  return unmarked
}

/**
 * Files with known faults, made from a good signed one.
 * @param {import('./judging.mjs').JudgedFile} source
 * @param {string} outDir
 * @param {string} python Python with pyHanko.
 * @returns {Promise<import('./judging.mjs').JudgedFile[]>}
 */
export async function makeControls(source, outDir, python) {
  const pdf = readFileSync(source.file)
  const control = (id, label, mustFail, root = source.root) => ({
    file: path.join(outDir, `${id}.pdf`),
    root,
    label,
    expectations: {},
    control: { mustFail },
  })
  const script = path.join(SOURCES, 'python', 'make_controls.py')
  const made = await run(python, [script, source.file, outDir])
  if (made.status !== 0) throw new Error(`the controls could not be made:\n  ${lastLines(made.stderr)}`)

  const bytes = (id, label, mustFail, content) => {
    const file = control(id, label, mustFail)
    writeFileSync(file.file, content)
    return file
  }
  /** The good file itself, of which something untrue is expected. */
  const expecting = (label, expectations, mustFail) => ({
    ...control('', label, mustFail),
    file: source.file,
    expectations,
  })
  const foreign = control('foreign-root', 'a good file, but another root is trusted', UNTRUSTED)
  const more = Buffer.concat([pdf, Buffer.from('\n% more\n')])
  return [
    bytes('bit-flipped', 'one bit changed in the signed bytes', DIGEST_BROKEN, withFlippedBit(pdf)),
    bytes('bytes-appended', 'a line of bytes behind the end', NOT_COVERED, more),
    bytes(
      'marker-taken-away',
      'PDF/A marker taken away',
      { ...DIGEST_BROKEN, verapdf: 'claims to be:  instead of 2b' },
      withoutPdfaMarker(pdf),
    ),
    { ...foreign, file: source.file, root: path.join(outDir, 'stranger-root.pem') },
    expecting(
      'a good file, but another holder is expected on its pages',
      { text: [STRANGER] },
      { pdfbox: `text not found: ${STRANGER}` },
    ),
    expecting(
      'a good file, but another holder is expected in its metadata',
      { information: { CZZT: STRANGER } },
      { pdfbox: 'document information CZZT' },
    ),
    ...MADE_BY_PYHANKO.map(([id, label, mustFail, root]) =>
      control(id, label, mustFail, root === 'source' ? source.root : path.join(outDir, 'control-root.pem')),
    ),
  ]
}
