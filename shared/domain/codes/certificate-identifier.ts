import { appError, type AppError } from '../../kernel/app-error.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words } from '../../kernel/words.ts'
import { legacyMod3736, mod3736 } from './mod-37-36.ts'

/** The root of 证照标识 in GB/T 36904-2018. */
export const IDENTIFIER_ROOT = '1.2.156.3005.2'

/** Longest serial number that we make or take; the longest seen in the field has 32 characters. */
const MAX_SERIAL = 64

export interface IdentifierParts {
  /** 21 characters: USCC of the body that defined the type, and three digits. */
  readonly typeCode: string
  /** The issuer's USCC; test data of the field also holds six-digit region codes. */
  readonly issuerCode: string
  /** Digits and capital letters. */
  readonly serial: string
  /** `001` … `999`. */
  readonly version: string
}

/**
 * `legacy-check`: the check is what a widespread faulty routine computes; the identifier is probably genuine.
 * `wrong-check`: no routine we know of makes this check.
 */
export type IdentifierVerdict = 'valid' | 'legacy-check' | 'wrong-check' | 'malformed'

export interface IdentifierReport {
  readonly verdict: IdentifierVerdict
  readonly parts?: IdentifierParts
  readonly check?: string
  readonly expectedCheck?: string
}

const PARTS: readonly (readonly [keyof IdentifierParts, RegExp])[] = [
  ['typeCode', /^[0-9A-Z]{18}\d{3}$/],
  ['issuerCode', /^(?:[0-9A-Z]{18}|\d{6}|\d{12})$/],
  ['serial', new RegExp(`^[0-9A-Z]{1,${MAX_SERIAL}}$`)],
  ['version', /^(?!000)\d{3}$/],
]

const body = (parts: IdentifierParts): string =>
  parts.typeCode + parts.issuerCode + parts.serial + parts.version

/** The check character over type, issuer, serial and version, without dots and root. */
export const identifierCheck = (parts: IdentifierParts): string => mod3736(body(parts))

/** Puts a 证照标识 together. Fails when a part does not have the form that GB/T 36904 asks for. */
export function buildIdentifier(
  parts: IdentifierParts,
  root: string = IDENTIFIER_ROOT,
): Result<string, AppError<'identifier-part-invalid'>> {
  for (const [name, shape] of PARTS) {
    if (shape.test(parts[name])) continue
    return err(
      appError(
        'identifier-part-invalid',
        words(
          `证照标识的组成部分“${name}”不符合 GB/T 36904`,
          `the ${name} of a certificate identifier does not follow GB/T 36904`,
        ),
        {
          next: words(
            '请检查标准包中的证照类型代码和本机构代码',
            'check the type code in the standard pack and the code of this office',
          ),
          data: { part: name },
        },
      ),
    )
  }
  return ok(
    [root, parts.typeCode, parts.issuerCode, parts.serial, parts.version, identifierCheck(parts)].join('.'),
  )
}

/** Takes a 证照标识 apart and judges it. White space around it is ignored; anything else must be exact. */
export function inspectIdentifier(text: string, root: string = IDENTIFIER_ROOT): IdentifierReport {
  const trimmed = text.trim()
  if (trimmed.length > root.length + 128 || !trimmed.startsWith(`${root}.`)) return { verdict: 'malformed' }
  const pieces = trimmed.slice(root.length + 1).split('.')
  const [typeCode = '', issuerCode = '', serial = '', version = '', check = ''] = pieces
  const parts: IdentifierParts = { typeCode, issuerCode, serial, version }
  const shaped = PARTS.every(([name, shape]) => shape.test(parts[name]))
  if (pieces.length !== 5 || !shaped || !/^[0-9A-Z]$/.test(check)) return { verdict: 'malformed' }
  const expectedCheck = identifierCheck(parts)
  if (check === expectedCheck) return { verdict: 'valid', parts, check, expectedCheck }
  const legacy = check === legacyMod3736(body(parts))
  return { verdict: legacy ? 'legacy-check' : 'wrong-check', parts, check, expectedCheck }
}
