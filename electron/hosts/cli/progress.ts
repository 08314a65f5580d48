import { type Output } from './output.ts'

/** Drawn at most ten times a second: drawing must not cost what it measures. */
const EVERY_MS = 100

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}

/** Count, rate and time left of one step of long work, on a terminal only. */
export function createProgress(
  output: Pick<Output, 'progress'>,
  now: () => number = () => performance.now(),
) {
  let step = ''
  let began = 0
  let first = 0
  let drawn = Number.NEGATIVE_INFINITY
  return (label: string, done: number, total: number | null): void => {
    const at = now()
    if (label !== step) {
      step = label
      began = at
      first = done
      drawn = Number.NEGATIVE_INFINITY
    }
    if (at - drawn < EVERY_MS && done !== total) return
    drawn = at
    const seconds = (at - began) / 1000
    const rate = seconds > 0.5 ? (done - first) / seconds : 0
    const left = total !== null && rate > 0 ? ` · 还需 / left ${duration((total - done) / rate)}` : ''
    output.progress(
      `${label} ${done}${total === null ? '' : `/${total}`}${rate > 0 ? ` · ${rate.toFixed(1)}/s` : ''}${left}`,
    )
  }
}
