import { KIND_IDS, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { parseCivilDate, type CivilDate } from '../../../shared/kernel/instant.ts'
import { UsageError, type HostContext } from './command.ts'

type Args = HostContext['args']

/** An option that must be given. @throws UsageError */
export function needed(args: Args, name: string): string {
  const text = args.text(name)
  if (text === undefined || text.trim() === '') throw new UsageError(`请给出 --${name}`, `Give --${name}`)
  return text
}

/** A whole number in a range. @throws UsageError */
export function wholeNumber(
  args: Args,
  name: string,
  range: readonly [min: number, max: number],
): number | undefined {
  const text = args.text(name)
  if (text === undefined) return undefined
  const [min, max] = range
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(
    `--${name} 须是 ${min} 到 ${max} 的整数`,
    `--${name} is a whole number from ${min} to ${max}`,
  )
}

/** A day, `2026-03-01`. @throws UsageError */
export function day(args: Args, name: string): CivilDate | undefined {
  const text = args.text(name)
  if (text === undefined) return undefined
  const parsed = parseCivilDate(text)
  if (parsed) return parsed
  throw new UsageError(`--${name} 须是日期，例如 2026-03-01`, `--${name} is a day, such as 2026-03-01`)
}

/** One word of a list. @throws UsageError */
export function oneOf<T extends string>(text: string, list: readonly T[], what: string): T {
  const found = list.find(word => word === text)
  if (found !== undefined) return found
  throw new UsageError(`${what} 须是其中之一：${list.join(' ')}`, `${what} is one of: ${list.join(' ')}`)
}

/** An optional word of a list. @throws UsageError */
export function choice<T extends string>(args: Args, name: string, list: readonly T[]): T | undefined {
  const text = args.text(name)
  return text === undefined ? undefined : oneOf(text, list, `--${name}`)
}

export const kindOption = (args: Args): KindId | undefined => choice(args, 'kind', KIND_IDS)

/** An operand by its place. @throws UsageError */
export function operand(args: Args, index: number, what: string): string {
  const text = args.positionals[index]
  if (text === undefined || text === '') throw new UsageError(`请给出 ${what}`, `Give ${what}`)
  return text
}

/** Nothing may stand behind these operands. @throws UsageError */
export function noMore(args: Args, count: number): void {
  const extra = args.positionals[count]
  if (extra !== undefined) throw new UsageError(`多余的参数 ${extra}`, `${extra} is too much`)
}

/** An object without the keys whose value is undefined, as exact optional properties want it. */
export function given<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
