export interface Slip {
  readonly title: string
  readonly lines: readonly string[]
}

/** Prints a few lines on a sheet of their own: what stands on the screen is not on the paper. */
export function printSlip({ title, lines }: Slip): void {
  const sheet = document.createElement('div')
  sheet.className = 'print-slip'
  const heading = document.createElement('h1')
  heading.textContent = title
  sheet.append(
    heading,
    ...lines.map(line => {
      const paragraph = document.createElement('p')
      paragraph.textContent = line
      return paragraph
    }),
  )
  document.body.append(sheet)
  document.body.classList.add('printing-slip')
  try {
    window.print()
  } finally {
    document.body.classList.remove('printing-slip')
    sheet.remove()
  }
}
