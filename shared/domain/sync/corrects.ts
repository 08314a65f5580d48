import { type Json } from '../../kernel/canonical-json.ts'

/**
 * The record that a correction takes the place of: `recordId` of a returned record, at the top of the payload under
 * `corrects`. Undefined where the record corrects nothing.
 */
export function correctsOf(payload: Json): string | undefined {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined
  const { corrects } = payload as Readonly<Record<string, Json>>
  return typeof corrects === 'string' ? corrects : undefined
}
