/** Passes on at most one value each so many milliseconds, and always the last one in the end. */
export function atMostEvery<T>(millis: number, tell: (value: T) => void): (value: T) => void {
  let waiting: { readonly value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  const fire = (): void => {
    timer = null
    const due = waiting
    waiting = null
    if (!due) return
    tell(due.value)
    timer = setTimeout(fire, millis)
  }
  return value => {
    waiting = { value }
    if (!timer) fire()
  }
}
