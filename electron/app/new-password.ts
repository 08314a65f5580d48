import { randomInt } from 'node:crypto'

/** What can be read out and typed without mistaking one sign for another: no l, o, 0 or 1. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz'
const DIGITS = '23456789'
const GROUPS = 3

const one = (signs: string): string => signs[randomInt(signs.length)] ?? ''

const group = (): string => `${one(LETTERS)}${one(LETTERS)}${one(LETTERS)}${one(DIGITS)}${one(DIGITS)}`

/** A password to be given to a person who then changes it: `kfm27-…`, three groups, some 60 bits, good by the policy. */
export const newPassword = (): string => Array.from({ length: GROUPS }, group).join('-')
