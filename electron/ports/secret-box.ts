/** Seals small secrets under the key of the data, so that neither a copy of the database's contents nor an export shows them. */
export interface SecretBox {
  /** `purpose` is part of the seal: what was sealed for one does not open for another. */
  seal(secret: Uint8Array, purpose: string): string
  /** Undefined where the text was sealed under another key or for another purpose, or was changed. */
  open(sealed: string, purpose: string): Uint8Array | undefined
}
