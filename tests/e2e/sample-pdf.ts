import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'

/** Two landscape pages with something to see at every corner, in a standard font that the file does not carry. */
export async function samplePdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  for (const n of [1, 2]) {
    const page = pdf.addPage([595.28, 841.89])
    page.drawRectangle({
      x: 20,
      y: 20,
      width: 555,
      height: 802,
      borderColor: rgb(0.7, 0.1, 0.1),
      borderWidth: 4,
    })
    page.drawText(`SPECIMEN ${n}`, { x: 120, y: 420, size: 60, font, color: rgb(0.7, 0.1, 0.1) })
    page.drawText(`foot of page ${n}`, { x: 40, y: 40, size: 18, font })
  }
  return pdf.save()
}
