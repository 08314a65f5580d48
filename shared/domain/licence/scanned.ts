const PLACE = 'place-of-the-identifier'

/**
 * The 证照标识 in what a scanner gun has read of our QR code; undefined where the text is something else.
 * @param address gives the address of an identifier, as the code holds it
 */
export function identifierOfScan(text: string, address: (identifier: string) => string): string | undefined {
  const [head = '', tail = ''] = address(PLACE).split(PLACE)
  const scan = text.trim()
  const fits =
    head !== '' &&
    scan.length > head.length + tail.length &&
    scan.slice(0, head.length).toLowerCase() === head.toLowerCase() &&
    scan.endsWith(tail)
  if (!fits) return undefined
  try {
    return decodeURIComponent(scan.slice(head.length, scan.length - tail.length))
  } catch {
    return undefined
  }
}
