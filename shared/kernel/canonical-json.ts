export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One text per value: keys sorted by UTF-16 code unit, no white space, as RFC 8785 (JCS) has it.
 * What is hashed or signed goes through here, so that the same value always has the same bytes.
 * @throws on numbers that JSON cannot hold, and on undefined.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('JSON has no such number')
    return JSON.stringify(value)
  }
  if (typeof value !== 'object') throw new Error(`JSON has no ${typeof value}`)
  return Array.isArray(value)
    ? canonicalArray(value as readonly Json[])
    : canonicalObject(value as Readonly<Record<string, Json>>)
}

// Written out: whole chains are hashed through here, record by record.
function canonicalArray(items: readonly Json[]): string {
  let out = '['
  for (let i = 0; i < items.length; i++) out += (i === 0 ? '' : ',') + canonicalJson(items[i] as Json)
  return `${out}]`
}

function canonicalObject(value: Readonly<Record<string, Json>>): string {
  const keys = Object.keys(value).sort() // by UTF-16 code unit, as the standard has it
  let out = '{'
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string
    out += `${i === 0 ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`
  }
  return `${out}}`
}
