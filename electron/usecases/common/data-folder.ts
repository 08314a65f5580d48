/** What lies where in the data folder, relative to it. */
export const DATABASE_FILE = 'workstation.db'

/** The data key, wrapped by the host; of no use without the host's secret, and a backup of no use without it. */
export const KEY_FILE = 'data-key.json'

/** PKCS#12 containers of the office's seals. */
export const SEALS_FOLDER = 'seals'

/** Electronic copies of licences. */
export const COPIES_FOLDER = 'copies'

/** Standard packs that the office has put in force. */
export const PACKS_FOLDER = 'packs'

/** Working space of drills; emptied at start. */
export const SCRATCH_FOLDER = 'scratch'

/** Faults of the program, a line each. */
export const FAULTS_FILE = 'logs/faults.jsonl'

/** Ends of names that only an unfinished write has. */
export const UNFINISHED_END = '.part'
