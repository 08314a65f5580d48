/** A text in both languages of the program. Chinese comes first: it is what the clerk reads. */
export interface Words {
  readonly zh: string
  readonly en: string
}

export const words = (zh: string, en: string): Words => ({ zh, en })
