import { type KindExample } from '../common/example.ts'

/** Invented: the numbers begin with a province's own code, which no card has. */
export const examples: readonly KindExample[] = [
  {
    id: 'plain',
    values: {
      holderName: '周样例',
      holderCode: '310000199306060086',
      gender: '2',
      birthDate: '1993-06-06',
      examYear: 2026,
    },
  },
  {
    id: 'rare-name',
    values: {
      holderName: '诸葛䶮𫍯',
      holderCode: '32000019980816010X',
      gender: '2',
      birthDate: '1998-08-16',
      examYear: 2025,
    },
  },
  {
    id: 'taiwan-permit',
    values: {
      holderName: '黄㛃样',
      holderCode: '01234567',
      holderCodeTypeCode: '511',
      gender: '2',
      birthDate: '1990-01-02',
      examYear: 2026,
    },
  },
]
