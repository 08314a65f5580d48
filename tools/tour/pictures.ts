import { type Browser } from 'playwright-core'

export interface Picturing {
  /** A picture of less bytes. */
  toWebp(png: Buffer, quality: number): Promise<Buffer>
  close(): Promise<void>
}

/** Chromium writes WebP by itself: no library is needed for smaller pictures. */
export async function openPicturing(browser: Browser): Promise<Picturing> {
  const context = await browser.newContext()
  const page = await context.newPage()
  return {
    async toWebp(png, quality) {
      const url = await page.evaluate<string>(`(async () => {
        const bytes = Uint8Array.from(atob('${png.toString('base64')}'), sign => sign.charCodeAt(0))
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const canvas = document.createElement('canvas')
        canvas.width = bitmap.width
        canvas.height = bitmap.height
        canvas.getContext('2d').drawImage(bitmap, 0, 0)
        return canvas.toDataURL('image/webp', ${quality})
      })()`)
      return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
    },
    close: () => context.close(),
  }
}
