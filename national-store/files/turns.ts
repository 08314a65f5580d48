/** Work of the same name one after the other, of different names side by side. */
export interface Turns {
  take<T>(name: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(name, work) {
      const turn = (last.get(name) ?? Promise.resolve()).then(work, work)
      last.set(name, turn)
      const forget = (): void => {
        if (last.get(name) === turn) last.delete(name)
      }
      turn.then(forget, forget)
      return turn
    },
  }
}
