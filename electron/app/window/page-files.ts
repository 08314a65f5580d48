import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { WINDOW_ORIGIN } from '../../ipc/gate.ts'
import { walkFiles } from '../../platform/paths.ts'
import { type ServedDocument } from './core.ts'
import { hostPageHtml, isHostPage } from './host-pages.ts'
import {
  attachment,
  DOCUMENT_POLICY,
  PAGE_POLICY,
  PLAIN_POLICY,
  strictHeaders,
  typeOfFile,
} from './page-headers.ts'

export interface PageRequest {
  readonly method: string
  readonly url: string
}

/** `kind` tells the host what would be shown if the window itself went there. */
export interface PageAnswer {
  readonly kind: 'page' | 'file' | 'document' | 'saved-document' | 'nothing'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type PageFiles = (request: PageRequest) => Promise<PageAnswer>

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const refusal = (status: number, text: string): PageAnswer => ({
  kind: 'nothing',
  status,
  headers: {
    ...strictHeaders(PLAIN_POLICY),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  },
  body: utf8(text),
})

const answerOf = (
  kind: PageAnswer['kind'],
  policy: string,
  type: string,
  body: Uint8Array,
  cache = 'no-store',
): PageAnswer => ({
  kind,
  status: 200,
  headers: { ...strictHeaders(policy), 'content-type': type, 'cache-control': cache },
  body,
})

/** Types that a frame may show; anything else is only ever saved, so that no document becomes a page of this origin. */
const SHOWN = /^(application\/pdf|image\/(png|jpeg|webp)|application\/json|text\/plain)\b/

function documentAnswer({ type, bytes, fileName }: ServedDocument): PageAnswer {
  const shown = SHOWN.test(type)
  const saved = fileName ?? (shown ? null : 'document')
  const answer = answerOf(
    saved === null ? 'document' : 'saved-document',
    DOCUMENT_POLICY,
    shown ? type : 'application/octet-stream',
    bytes,
  )
  return saved === null
    ? answer
    : { ...answer, headers: { ...answer.headers, 'content-disposition': attachment(saved) } }
}

/** The path of a URL of ours, decoded; undefined for another origin or one that does not decode. */
function pathOf(url: string): string | undefined {
  try {
    const { origin, pathname } = new URL(url)
    return origin === WINDOW_ORIGIN ? decodeURIComponent(pathname) : undefined
  } catch {
    return undefined
  }
}

const looksLikeFile = (pathname: string): boolean => /\.[^/]*$/.test(pathname)

/**
 * Answers everything that the page asks for by URL. A path is only ever looked up among the files that lay in the page's
 * folder at the start, so no spelling of it can reach another file.
 */
export function createPageFiles(
  folder: string,
  document: (path: string) => Promise<ServedDocument | null>,
): PageFiles {
  const files = new Map<string, string>()
  for (const file of walkFiles(path.resolve(folder)))
    files.set(`/${path.relative(path.resolve(folder), file).split(path.sep).join('/')}`, file)

  const fileAnswer = async (pathname: string): Promise<PageAnswer> => {
    const name = looksLikeFile(pathname) ? pathname : '/index.html'
    const file = files.get(name)
    // Browsers ask for it on their own; a refusal would stand in the console as if something were missing.
    if (name === '/favicon.ico' && file === undefined) return refusal(204, '')
    if (file === undefined) return refusal(404, 'no such file')
    const page = name.endsWith('.html')
    // Names under assets carry a digest of their content.
    const cache = name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
    return answerOf(page ? 'page' : 'file', PAGE_POLICY, typeOfFile(name), await readFile(file), cache)
  }

  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'only GET')
    const pathname = pathOf(url)
    if (pathname === undefined) return refusal(400, 'not an address of this window')
    if (pathname.startsWith('/doc/')) {
      const found = await document(pathname).catch(() => null)
      return found ? documentAnswer(found) : refusal(404, 'no such document')
    }
    if (pathname.startsWith('/host/')) {
      const name = pathname.slice('/host/'.length)
      if (!isHostPage(name)) return refusal(404, 'no such page')
      return answerOf('page', PLAIN_POLICY, 'text/html; charset=utf-8', utf8(hostPageHtml(name)))
    }
    return fileAnswer(pathname)
  }
}
