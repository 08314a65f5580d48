/** How much of a file the store has. */
export interface HeldFile {
  readonly sha256: string
  readonly have: number
  readonly whole: boolean
}

export interface FilePiece {
  /** Whose transfer it is: nobody’s unfinished file is touched by anybody else. */
  readonly workstationId: string
  readonly sha256: string
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}

/** A file that has come whole and is what its name says. */
export interface WholeFile {
  readonly sha256: string
  /** Null where this platform cannot compute it. */
  readonly sm3: string | null
  readonly bytes: number
}

export type PutOutcome =
  /** Kept; the next piece begins at `have`. */
  | { readonly state: 'part'; readonly have: number }
  /** Nothing was taken: the store stands at `have`. */
  | { readonly state: 'elsewhere'; readonly have: number }
  /** Whole, but not what its name says: thrown away. */
  | { readonly state: 'wrong' }
  | { readonly state: 'whole'; readonly file: WholeFile }

/** Bytes by their SHA-256. What is whole has been brought to the disk before it is said. */
export interface Shelf {
  /** Bytes of an unfinished file of this workstation. */
  have(workstationId: string, sha256: string): Promise<number>
  put(piece: FilePiece): Promise<PutOutcome>
}
