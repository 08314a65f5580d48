/**
 * Asks while somebody types. While an answer is on its way no second question is sent: when it comes, the newest one is
 * asked, and an answer to an older one is dropped. So there is no pause after a key, and no heap of questions either.
 */
export function createLatest<Answer>(options: {
  /** The question as it is now, as a text that is the same for the same question. */
  readonly wanted: () => string
  readonly ask: (question: string) => Promise<Answer>
  readonly take: (answer: Answer, question: string) => void
}) {
  let asking = false
  return {
    isAsking: (): boolean => asking,
    async ask(): Promise<void> {
      if (asking) return
      asking = true
      try {
        let mine: string
        do {
          mine = options.wanted()
          const answer = await options.ask(mine)
          if (mine === options.wanted()) options.take(answer, mine)
        } while (mine !== options.wanted())
      } finally {
        asking = false
      }
    },
  }
}
