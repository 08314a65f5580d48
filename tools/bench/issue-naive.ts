/**
 * The naive peer: `tsx issue-naive.ts COUNT`. What one writes first: pdf-lib with fontkit 2 (which keeps the glyphs), one page
 * of labelled lines, a QR picture, @signpdf with the PKCS#12 opened for every document, the file written and fsynced. It draws
 * no frame, is no PDF/A, checks nothing and keeps no records, so that the comparison is in its favour.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import * as fontkit from 'fontkit'
import { PDFDocument } from 'pdf-lib'
import QRCode from 'qrcode'
import { createDemoPki } from '../../electron/signing/index.ts'
import { faceValues } from '../../shared/domain/face/face-values.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { instantFromMillis } from '../../shared/kernel/instant.ts'

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
  const page = doc.addPage([595.28, 841.89])
  for (const [i, line] of linesOf(index).entries()) {
    page.drawText(line, { font: embedded, size: i === 0 ? 24 : 12, x: 70, y: 760 - i * 24, maxWidth: 455 })
  }
  const qr = await doc.embedPng(await QRCode.toBuffer(`https://ecert.example/v?i=${index}`, { width: 200 }))
  page.drawImage(qr, { x: 70, y: 90, width: 70, height: 70 })
  pdflibAddPlaceholder({
    pdfDoc: doc as never,
    pdfPage: page as never,
    reason: '行政许可',
    contactInfo: '-',
    name: '样例',
    location: '-',
    signatureLength: 8192,
  })
  const bytes = Buffer.from(await doc.save({ useObjectStreams: false }))
  return new SignPdf().sign(bytes, new P12Signer(container, { passphrase: PIN }))
}

async function main(count: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-naive-'))
  const pki = await createDemoPki().make({
    officeName: '样例机关',
    pin: PIN,
    now: instantFromMillis(Date.now()),
    keyType: 'rsa-3072',
    subjects: { seal: '样例印章' },
  })
  const container = Buffer.from(pki.containers['seal'] ?? new Uint8Array())
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
