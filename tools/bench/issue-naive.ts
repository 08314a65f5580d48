/**
 * The naive peer: `tsx issue-naive.ts COUNT`. What one writes first: pdf-lib with fontkit 2 (which keeps the glyphs), both
 * copies as pages of labelled lines, a QR picture, @signpdf with the PKCS#12 opened for every document, the file written and
 * fsynced. It draws no frame, is no PDF/A, checks nothing and keeps no records: the comparison is in its favour.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import * as fontkit from 'fontkit'
import { PDFDocument } from 'pdf-lib'
import QRCode from 'qrcode'
import { faceValues } from '../../shared/domain/face/face-values.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'

const PIN = 'bench-pin'
const FONT = path.resolve(
  import.meta.dirname,
  '../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
)

/** pdf-lib's embedder asks for a stream that fontkit 2 replaced by a plain encode: the four lines that everybody finds. */
const fontkitForPdfLib = {
  create(bytes: Uint8Array) {
    const font = fontkit.create(Buffer.from(bytes)) as unknown as {
      createSubset(): { encode(): Uint8Array; encodeStream?: unknown }
    }
    const createSubset = font.createSubset.bind(font)
    font.createSubset = () => {
      const subset = createSubset()
      subset.encodeStream = () => ({
        on(event: string, call: (data?: Uint8Array) => void) {
          if (event === 'data') call(subset.encode())
          if (event === 'end') call()
          return this
        },
      })
      return subset
    }
    return font
  },
}

/** The lines of an example's face, a label and a value each. */
function linesOf(index: number): readonly string[] {
  const kinds = BUILTIN_KINDS.filter(kind => kind.holder === 'organisation')
  const kind = kinds[index % kinds.length]
  const examples = kind ? EXAMPLES[kind.id] : []
  const example = examples[Math.floor(index / kinds.length) % Math.max(1, examples.length)]
  if (!kind || !example) return []
  const values = faceValues(kind, example.values)
  return [
    kind.name.zh,
    ...kind.fields.map(f => [f.label.zh, values[f.id]]).flatMap(([l, v]) => (v ? [`${l}：${v}`] : [])),
  ]
}

async function make(index: number, font: Uint8Array, container: Buffer): Promise<Buffer> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkitForPdfLib as never)
  const embedded = await doc.embedFont(font, { subset: true })
  const qr = await doc.embedPng(await QRCode.toBuffer(`https://ecert.example/v?i=${index}`, { width: 200 }))
  const pages = ['（正本）', '（副本）'].map(copy => {
    const page = doc.addPage([595.28, 841.89])
    for (const [i, line] of [copy, ...linesOf(index)].entries()) {
      page.drawText(line, { font: embedded, size: i <= 1 ? 20 : 12, x: 70, y: 780 - i * 24, maxWidth: 455 })
    }
    page.drawImage(qr, { x: 70, y: 90, width: 70, height: 70 })
    return page
  })
  pdflibAddPlaceholder({
    pdfDoc: doc as never,
    pdfPage: pages[0] as never,
    reason: '行政许可',
    contactInfo: '-',
    name: '样例',
    location: '-',
    signatureLength: 8192,
  })
  const bytes = Buffer.from(await doc.save({ useObjectStreams: false }))
  return new SignPdf().sign(bytes, new P12Signer(container, { passphrase: PIN }))
}

/** A seal as openssl hands it out. ASCII names: node-forge writes others so that no signer certificate is found. */
function makeContainer(folder: string): Buffer {
  const [key, cert, p12] = ['seal.key', 'seal.pem', 'seal.p12'].map(name => path.join(folder, name))
  if (!key || !cert || !p12) throw new Error('no names')
  const openssl = (args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const subject = ['-subj', '/C=CN/O=Bench/CN=Bench seal', '-days', '30', '-sha256']
  openssl(['req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-keyout', key, '-out', cert, ...subject])
  openssl(['pkcs12', '-export', '-inkey', key, '-in', cert, '-passout', `pass:${PIN}`, '-out', p12])
  return fs.readFileSync(p12)
}

async function main(count: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-naive-'))
  const container = makeContainer(folder)
  const font = fs.readFileSync(FONT)
  const millis: number[] = []
  for (let i = 0; i < count + 2; i++) {
    const start = performance.now()
    const pdf = await make(i, font, container)
    const fd = fs.openSync(path.join(folder, `${i}.pdf`), 'w')
    fs.writeSync(fd, pdf)
    fs.fsyncSync(fd)
    fs.closeSync(fd)
    if (i >= 2) millis.push(performance.now() - start)
  }
  const last = path.join(folder, `${count + 1}.pdf`)
  console.log(JSON.stringify({ millis, bytes: fs.statSync(last).size }))
  if (process.env['LW_KEEP']) fs.copyFileSync(last, process.env['LW_KEEP'])
  fs.rmSync(folder, { recursive: true, force: true })
}

await main(Number(process.argv[2] ?? 15))
