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
  try {
    window.print()
  } finally {
    sheet.remove()
  }
}

/** Saves lines as a text file where the window's host puts saved files. */
export function saveText(fileName: string, lines: readonly string[]): void {
  // The mark at the beginning lets every editor on an office PC read it as UTF-8.
  const url = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
