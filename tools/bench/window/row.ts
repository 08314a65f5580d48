/** One line of the result: what was measured, the figure, and what it is held to. */
export interface Row {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly holds: boolean
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
