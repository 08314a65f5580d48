import fs from 'node:fs'

/** Changes one bit of a file. */
export function flip(file: string, at: number): void {
  const data = fs.readFileSync(file)
  data[at]! ^= 1
  fs.writeFileSync(file, data)
}
