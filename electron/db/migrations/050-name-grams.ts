import { type Migration } from './migration.ts'

/** Every two neighbouring characters of every holder's name: how part of a name is found among a million. */
export const nameGrams: Migration = {
  id: 50,
  name: 'name-grams',
  up(db) {
    db.run(`CREATE TABLE name_gram (
  g TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (g, seq)
) STRICT, WITHOUT ROWID`)
  },
}
