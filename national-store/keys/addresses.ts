import { isIPv4 } from 'node:net'

/** The eight groups of an IPv6 address; an IPv4 tail counts as two. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = address.split('::')
  const read = (part: string): number[] =>
    part === ''
      ? []
      : part.split(':').flatMap(group => {
          if (!group.includes('.')) return [Number.parseInt(group, 16)]
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
          return [a * 256 + b, c * 256 + d]
        })
  const before = read(head)
  const after = tail === undefined ? [] : read(tail)
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

/** An IP address as its 4 or 16 bytes; the caller has seen that it is one. */
export const addressBytes = (address: string): Uint8Array =>
  isIPv4(address)
    ? Uint8Array.from(address.split('.').map(Number))
    : Uint8Array.from(groupsOf(address).flatMap(group => [group >> 8, group & 0xff]))
