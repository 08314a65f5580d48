import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'

GlobalWorkerOptions.workerSrc = workerUrl

export type OpenPdf = PDFDocumentProxy

export type PdfProblem = 'document-gone' | 'pdf-locked' | 'pdf-unreadable'

const GONE = appError('document-gone', words('文件取不到了', 'The document is no longer there'), {
  next: words('请返回后重新打开', 'Go back and open it again'),
})
const LOCKED = appError('pdf-locked', words('文件设有打开口令，不能显示', 'The file asks for a password'), {
  next: words('请向提供者索取无口令的文件', 'Ask for a file without a password'),
})
const UNREADABLE = appError(
  'pdf-unreadable',
  words('这不是可以显示的 PDF', 'This is no PDF that can be shown'),
  {
    next: words('文件可能已损坏，请用核验功能查看原因', 'It may be damaged; the verification says why'),
  },
)

/** Fetches a document of this window's own origin and opens it, without running anything that stands in it. */
export async function openPdf(
  url: string,
  signal: AbortSignal,
): Promise<Result<OpenPdf, AppError<PdfProblem>>> {
  let data: ArrayBuffer
  try {
    const answer = await fetch(url, { signal })
    if (!answer.ok) return err(GONE)
    data = await answer.arrayBuffer()
  } catch {
    return err(GONE)
  }
  try {
    const task = getDocument({
      data,
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: true,
      cMapUrl: '/pdf/cmaps/',
      cMapPacked: true,
      standardFontDataUrl: '/pdf/fonts/',
      maxImageSize: 100_000_000,
    })
    return ok(await task.promise)
  } catch (error) {
    return err(error instanceof Error && error.name === 'PasswordException' ? LOCKED : UNREADABLE)
  }
}
