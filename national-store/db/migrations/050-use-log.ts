import { steps } from './migration.ts'

/** Who asked what, when, and how it ended; never what was in it. */
export const useLog = steps(50, 'use log', [
  `CREATE TABLE use_log (
    province char(2) NOT NULL,
    year integer NOT NULL,
    at timestamptz NOT NULL,
    caller text NOT NULL CHECK (caller IN ('public', 'workstation', 'operator')),
    caller_id text,
    office_code text,
    endpoint text NOT NULL,
    status integer NOT NULL,
    code text
  ) PARTITION BY LIST (province)`,
  `CREATE TABLE use_log_rest PARTITION OF use_log DEFAULT`,
  `CREATE INDEX use_log_at ON use_log (at)`,
  `CREATE INDEX use_log_caller ON use_log (caller_id, at)`,
])
