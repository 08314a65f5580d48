/**
 * Tables that are split by province (LIST of its two digits), each part by year (RANGE): `t`, `t_33`, `t_33_2026`. A migration
 * makes `t` with the columns `province char(2)` and `year integer`, and its default `t_rest`, so that nothing is ever refused
 * for lack of a partition; what has gone there moves when its own is made.
 */
export interface Partitions {
  /** Makes the partition where it is missing. Never inside a transaction that writes to the table. */
  ensure(table: string, province: string, year: number): Promise<void>
}
