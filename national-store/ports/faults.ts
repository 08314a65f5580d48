/** Faults of the store, for whoever runs it: never what a request said, never what a database answered about a row. */
export interface FaultLog {
  /** @returns the id under which the fault is found again */
  write(where: string, fault: unknown): string
}
