/** SHA-256, lower-case hexadecimal; a text by its UTF-8. */
export interface Digest {
  sha256(data: string | Uint8Array): string
}
