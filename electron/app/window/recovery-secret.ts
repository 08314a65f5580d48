import { randomInt } from 'node:crypto'

/** No sign that looks like another: no I, O, 0 or 1. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const GROUPS = 8
const GROUP = 4

const group = (): string => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('')

/** 160 bits, in groups that can be read out and typed: `K7QM-…`. */
export const newSecret = (): string => Array.from({ length: GROUPS }, group).join('-')

/** As a person types it: small letters, blanks and missing hyphens do not matter. Anything else is taken as it stands. */
export function asSecret(typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const whole = signs.length === GROUPS * GROUP && [...signs].every(sign => SIGNS.includes(sign))
  return whole ? (signs.match(/.{4}/g) ?? []).join('-') : typed
}
