export interface StoreIds {
  /** An id that nobody has, of the signs that the protocol's ids have. */
  next(): string
}
