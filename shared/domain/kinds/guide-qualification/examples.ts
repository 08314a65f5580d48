import { type KindExample } from '../common/example.ts'

/** Invented: the numbers begin with a province's own code, which no card has. */
export const examples: readonly KindExample[] = [
  {
    id: 'english',
    values: {
      holderName: '林𬭎样',
      holderCode: '330000198811020025',
      gender: '2',
      birthDate: '1988-11-02',
      language: 'english',
      examRegion: '330000',
      examYear: 2026,
    },
  },
  {
    id: 'rare-name',
    values: {
      holderName: '𫍯㛃',
      holderCode: '510000199507200038',
      gender: '1',
      birthDate: '1995-07-20',
      language: 'mandarin',
      examRegion: '510000',
      examYear: 2025,
    },
  },
  {
    id: 'middle-dots',
    values: {
      holderName: '古丽巴哈尔·阿不都热合曼·样例',
      holderCode: '650000199008080095',
      gender: '1',
      birthDate: '1990-08-08',
      language: 'russian',
      examRegion: '650000',
      examYear: 2026,
    },
  },
]
