import { steps } from './migration.ts'

export const revocationLists = steps(240, 'revocation lists', [
  `CREATE TABLE revocation_lists (
    number integer PRIMARY KEY,
    at timestamptz NOT NULL,
    next_update date NOT NULL,
    count integer NOT NULL,
    digest text NOT NULL,
    envelope text NOT NULL
  )`,
])
