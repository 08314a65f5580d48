/** A value of a column or a parameter. Integers beyond ±(2^53 − 1), NaN and the infinities are faults, never rounded. */
export type MigrationValue = string | number | Uint8Array | null

/** What a migration may do to the database; it runs inside the runner's transaction. */
export interface MigrationDatabase {
  /** One statement. */
  run(sql: string, params?: readonly MigrationValue[]): void
  /** Several statements, separated by semicolons, without parameters. */
  exec(script: string): void
  get(sql: string, params?: readonly MigrationValue[]): Readonly<Record<string, MigrationValue>> | undefined
  all(sql: string, params?: readonly MigrationValue[]): readonly Readonly<Record<string, MigrationValue>>[]
}

/** One step of the schema. Shipped steps are never edited; steps are additive and import nothing but this file. */
export interface Migration {
  /** Becomes `user_version`; rises, by tens, so that two branches rarely meet. */
  readonly id: number
  /** For people: what the step brings. */
  readonly name: string
  up(db: MigrationDatabase): void
}
