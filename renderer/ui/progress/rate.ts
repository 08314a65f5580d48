export interface Sample {
  readonly at: number
  readonly done: number
}

/** Our default: long enough to be steady, short enough to follow a change. */
const WINDOW_MS = 15_000

/** The samples with a new one, without those too old to tell today's pace. */
export const withSample = (samples: readonly Sample[], next: Sample): readonly Sample[] => {
  const last = samples.at(-1)
  if (last && next.done < last.done) return [next]
  return [...samples.filter(sample => next.at - sample.at <= WINDOW_MS), next]
}

/** Items a second; undefined as long as nothing can be said. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 1000 || last.done === first.done) return undefined
  return ((last.done - first.done) * 1000) / (last.at - first.at)
}

export const secondsLeft = (
  rate: number | undefined,
  done: number,
  total: number | null,
): number | undefined =>
  rate === undefined || total === null ? undefined : Math.max(0, (total - done) / rate)
