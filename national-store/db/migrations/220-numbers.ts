import { steps } from './migration.ts'

/**
 * Series as data. A rule says how a kind's numbers look and which facts each counter belongs to (`scope`): the national
 * serial of 网络文化 runs through the country's year, the local one through the province's. A counter is the one row that
 * workstations wait for; a block is lent for good, and what is given back waits in `number_rests` to be lent anew.
 */
export const numbers = steps(220, 'number series', [
  `CREATE TABLE number_rules (
    kind text COLLATE "C" PRIMARY KEY,
    template text NOT NULL,
    counters jsonb NOT NULL,
    own_place boolean NOT NULL,
    most_per_block integer NOT NULL CHECK (most_per_block > 0),
    most_unused integer NOT NULL CHECK (most_unused > 0),
    valid_days integer NOT NULL CHECK (valid_days > 0),
    source text NOT NULL
  )`,
  `CREATE TABLE number_counters (
    key text COLLATE "C" PRIMARY KEY,
    next integer NOT NULL,
    last integer NOT NULL
  )`,
  `CREATE TABLE number_blocks (
    block_id text COLLATE "C" PRIMARY KEY,
    lent_no bigint GENERATED ALWAYS AS IDENTITY,
    workstation_id text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    asked text NOT NULL,
    office_code text NOT NULL,
    kind text COLLATE "C" NOT NULL,
    series text COLLATE "C" NOT NULL,
    template text NOT NULL,
    counters jsonb NOT NULL,
    head text COLLATE "C" NOT NULL,
    width integer NOT NULL,
    first integer NOT NULL,
    count integer NOT NULL,
    lent_at timestamptz NOT NULL,
    valid_until date NOT NULL,
    returned_at timestamptz,
    returned_next integer CHECK ((returned_next IS NULL) = (returned_at IS NULL)),
    envelope text NOT NULL,
    UNIQUE (workstation_id, request_id)
  )`,
  `CREATE INDEX number_blocks_place ON number_blocks (kind, head, width, first)`,
  `CREATE INDEX number_blocks_series ON number_blocks (series, workstation_id)`,
  `CREATE TABLE number_shapes (
    kind text COLLATE "C" NOT NULL,
    head_length integer NOT NULL,
    width integer NOT NULL,
    PRIMARY KEY (kind, head_length, width)
  )`,
  `CREATE TABLE number_rests (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series text COLLATE "C" NOT NULL,
    counters jsonb NOT NULL,
    count integer NOT NULL CHECK (count > 0)
  )`,
  `CREATE INDEX number_rests_series ON number_rests (series, id)`,
  `CREATE TABLE numbers_seen (
    block_id text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    licence_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (block_id, place)
  )`,
])
