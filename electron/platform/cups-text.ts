import { type PrinterInfo } from '../ports/printers.ts'

/** More queues than a building has. */
const MOST_PRINTERS = 500

/** What CUPS takes as the name of a queue: no blank, `/`, `#` or control character, at most 127 bytes. */
export const isPrinterName = (name: string): boolean =>
  /^[^\s/#\u0000-\u001f\u007f-]([^\s/#\u0000-\u001f\u007f])*$/u.test(name) &&
  new TextEncoder().encode(name).length <= 127

/**
 * A4 goes by the name that drivers know, other sizes in millimetres. The filters of CUPS round down to whole points and
 * centre what they cut off: a hair over the nearest point keeps a page in its place to a twentieth of a millimetre.
 */
export function paperName(paper: { readonly width: number; readonly height: number }): string {
  const { width, height } = paper
  if (Math.abs(width - 210) < 0.5 && Math.abs(height - 297) < 0.5) return 'A4'
  const text = (mm: number): string =>
    String(Number(((Math.round((mm / 25.4) * 72) / 72) * 25.4 + 0.02).toFixed(2)))
  return `Custom.${text(width)}x${text(height)}mm`
}

type Seen = Pick<PrinterInfo, 'state' | 'description'>

function stateOf(words: string): PrinterInfo['state'] {
  if (/^disabled\b/.test(words)) return 'stopped'
  if (/^now printing\b/.test(words)) return 'printing'
  return /^is (idle|holding)\b/.test(words) ? 'idle' : 'unknown'
}

/** The blocks of `lpstat -l -p`: a line with the state, then indented lines. */
function parseStates(text: string): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>()
  let name: string | undefined
  for (const line of text.split('\n')) {
    const head = /^printer (\S+) (.*)$/.exec(line)
    if (head?.[1] !== undefined) {
      name = head[1]
      seen.set(name, { state: stateOf(head[2] ?? ''), description: '' })
      continue
    }
    const description = /^\s+Description: (.*)$/.exec(line)?.[1]
    const before = name === undefined ? undefined : seen.get(name)
    if (name !== undefined && before && description !== undefined)
      seen.set(name, { ...before, description: description.trim().slice(0, 200) })
  }
  return seen
}

/** What three answers of lpstat (`-e`, `-l -p`, `-d`) say together; lines that say nothing are passed over. */
export function parsePrinters(said: {
  readonly names: string
  readonly states: string
  readonly standard: string
}): readonly PrinterInfo[] {
  const seen = parseStates(said.states)
  const standard = /^system default destination: (\S+)$/m.exec(said.standard)?.[1]
  const names = new Set([...said.names.split('\n').map(line => line.trim()), ...seen.keys()])
  return [...names]
    .filter(isPrinterName)
    .slice(0, MOST_PRINTERS)
    .map(name => ({
      name,
      description: seen.get(name)?.description ?? '',
      isDefault: name === standard,
      state: seen.get(name)?.state ?? 'unknown',
    }))
}
