/** Which files the store holds whole, asked by their SHA-256. */
export interface WholeFiles {
  has(sha256s: readonly string[]): Promise<ReadonlySet<string>>
}
