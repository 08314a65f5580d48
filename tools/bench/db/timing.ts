/** Milliseconds of each run of `work`. */
export function timeEach(runs: number, work: (i: number) => void): number[] {
  return Array.from({ length: runs }, (_, i) => {
    const start = performance.now()
    work(i)
    return performance.now() - start
  })
}

/** The value below which that share of the times lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export interface Figure {
  readonly what: string
  readonly rows: number
  readonly runs: number
  readonly p50: number
  readonly p95: number
}

const rounded = (ms: number): number => Number(ms.toPrecision(3))

export const figure = (what: string, rows: number, times: readonly number[]): Figure => ({
  what,
  rows,
  runs: times.length,
  p50: rounded(quantile(times, 0.5)),
  p95: rounded(quantile(times, 0.95)),
})
