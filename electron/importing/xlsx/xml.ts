import { SaxesParser } from 'saxes'
import { tooLarge, unreadable } from '../faults.ts'
import { type ZipFile } from '../zip/zip-reader.ts'

export type XmlAttributes = Readonly<Record<string, string>>

/** What a reader of one part wants to hear; names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void
  close(name: string): void
  text?(text: string): void
}

const MAX_DEPTH = 64
/** Characters without any event: one text or one tag. A shared string has 32,767 at most. */
const MAX_SILENCE = 4 * 1024 * 1024

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** An attribute by its local name (`r:id` is `id`). */
export function attribute(attributes: XmlAttributes, name: string): string | undefined {
  const own = attributes[name]
  if (own !== undefined) return own
  const key = Object.keys(attributes).find(k => localName(k) === name)
  return key === undefined ? undefined : attributes[key]
}

interface PartParser {
  write(bytes: Uint8Array): void
  end(): void
}

/** XML without DTD and without entities of its own; anything not well-formed is an ImportFault. */
export function partParser(part: string, handler: XmlHandler): PartParser {
  const broken = () =>
    unreadable(`部件 ${part} 不是有效的 XML`, `its part ${part} is not valid XML`, { part })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser({ position: false, xmlns: false })
  let depth = 0
  let silence = 0
  parser.on('error', () => {
    throw broken()
  })
  parser.on('doctype', () => {
    throw unreadable(`部件 ${part} 含有 DTD 声明`, `its part ${part} has a DTD`, { part })
  })
  parser.on('opentag', tag => {
    silence = 0
    if (++depth > MAX_DEPTH) throw broken()
    handler.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', tag => {
    silence = 0
    depth--
    handler.close(localName(tag.name))
  })
  const onText = handler.text?.bind(handler)
  if (onText) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw broken()
    }
  }
  return {
    write(bytes) {
      const text = decode(bytes)
      silence += text.length
      parser.write(text)
      if (silence > MAX_SILENCE)
        throw tooLarge(`部件 ${part} 中的文字过长`, `a text in its part ${part} is too long`, MAX_SILENCE)
    },
    end() {
      parser.write(decode())
      parser.close()
    },
  }
}

/** Reads a small part whole through a handler. @throws ImportFault */
export async function readPart(
  zip: ZipFile,
  part: string,
  handler: XmlHandler,
  maxBytes: number,
): Promise<void> {
  const parser = partParser(part, handler)
  let size = 0
  for await (const bytes of zip.part(part)) {
    size += bytes.length
    if (size > maxBytes) throw tooLarge(`部件 ${part} 过大`, `its part ${part} is too large`, maxBytes)
    parser.write(bytes)
  }
  parser.end()
}
