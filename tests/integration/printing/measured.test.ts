import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cupsPrinters } from '../../../electron/platform/cups.ts'
import { createFaceRenderer, createPrintPages } from '../../../electron/rendering/index.ts'
import { EXACT, TEST_PAPERS, type PrinterSetting } from '../../../shared/domain/printer.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { inkBox } from '../../printing/ink.ts'
import { startCups, type TestCups } from '../../printing/cups.ts'
import { drawnText } from '../rendering/tools.ts'
import { good } from '../issuing/support.ts'

const MM = 72 / 25.4
/** A ruler's: sizes in points are rounded on the way, and a pixel is 0.05 mm. */
const CLOSE = 0.15

let cups: TestCups
const pages = createPrintPages(createFaceRenderer({ systemFonts: { folders: [] } }))

beforeAll(async () => {
  cups = await startCups()
  cups.addPrinter('laser', '大厅打印机')
})
afterAll(() => cups.stop())

/** Two pages with a black block at that place. */
async function block(width: number, height: number, at: { x: number; y: number; side: number }) {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < 2; i++) {
    pdf.addPage([width * MM, height * MM]).drawRectangle({
      x: at.x * MM,
      y: (height - at.y - at.side) * MM,
      width: at.side * MM,
      height: at.side * MM,
      color: rgb(0, 0, 0),
    })
  }
  return pdf.save()
}

async function print(pdf: Uint8Array, setting: PrinterSetting): Promise<Uint8Array> {
  const fitted = await pages.fit(pdf, setting)
  const answer = await cupsPrinters.print({
    printer: 'laser',
    title: '-t 样例',
    copies: 1,
    sides: 'one',
    ...fitted,
  })
  expect(answer).toMatchObject({ sent: true, job: expect.stringMatching(/^laser-\d+$/) })
  return cups.printed('laser')
}

const PAPERS = [
  { name: 'A4 portrait', width: 210, height: 297, at: { x: 20, y: 30, side: 50 }, lands: { x: 20, y: 30 } },
  // Turned clockwise onto the upright sheet: its left edge is on top, its lower edge at the left.
  { name: 'A4 landscape', width: 297, height: 210, at: { x: 20, y: 30, side: 50 }, lands: { x: 130, y: 20 } },
  { name: 'a card', width: 54, height: 86, at: { x: 10, y: 15, side: 20 }, lands: { x: 10, y: 15 } },
] as const

const SETTINGS: readonly PrinterSetting[] = [
  EXACT,
  { shiftX: 3, shiftY: -2, scaleX: 1, scaleY: 1 },
  { shiftX: -1.5, shiftY: 4, scaleX: 0.98, scaleY: 1.02 },
]

describe.each(PAPERS)('a block on $name', ({ width, height, at, lands }) => {
  it.each(SETTINGS)('comes out of CUPS to the millimetre with %o', async setting => {
    const out = await print(await block(width, height, at), setting)
    for (const page of [1, 2]) {
      const ink = inkBox(out, page)
      const near = (found: number, wanted: number) => expect(Math.abs(found - wanted)).toBeLessThan(CLOSE)
      near(ink.left, lands.x * setting.scaleX + setting.shiftX)
      near(ink.top, lands.y * setting.scaleY + setting.shiftY)
      near(ink.right - ink.left, at.side * setting.scaleX)
      near(ink.bottom - ink.top, at.side * setting.scaleY)
      expect(Math.abs(ink.width - Math.min(width, height))).toBeLessThan(0.4)
      expect(Math.abs(ink.height - Math.max(width, height))).toBeLessThan(0.4)
    }
  })
})

describe('a test page', () => {
  const at = '2026-03-02T01:00:00.000Z' as Instant
  it.each(['a4-portrait', 'a4-landscape', 'card'] as const)('has its marks where %s says', async paper => {
    const setting: PrinterSetting = { shiftX: 1, shiftY: 0.5, scaleX: 1, scaleY: 1 }
    const page = good(await pages.testPage({ paper, printer: '大厅打印机_2', setting, at }))
    const { width, height, inset, square } = TEST_PAPERS[paper]
    expect(drawnText(page)).toContain('大厅打印机_2')
    expect(drawnText(page)).toContain('X1mm,Y0.5mm')
    const out = await print(page, EXACT)
    const turned = width > height
    // The square's outer corner away from the rulers, and the crosses.
    const ink = inkBox(out)
    const near = (found: number, wanted: number) => expect(Math.abs(found - wanted)).toBeLessThan(CLOSE + 0.1)
    const cross = inset / 4
    if (!turned) near(ink.right, Math.max(width - cross, 0))
    near(ink.bottom, Math.max(width, height) - cross)
    const inner = turned
      ? {
          left: height - inset - square - 0.5,
          top: inset + 3,
          right: height - inset - 0.5,
          bottom: inset + square - 1,
        }
      : {
          left: inset + 3,
          top: inset + square - 0.5,
          right: inset + square + 0.5,
          bottom: inset + square + 0.5,
        }
    const edge = inkBox(out, 1, inner)
    if (turned) near(edge.left, height - inset - square - 0.1)
    else near(edge.bottom, inset + square + 0.1)
  })
})
