import { type KindExample } from '../common/example.ts'

/** Invented: the numbers begin with a province's own code, which no card has. */
export const examples: readonly KindExample[] = [
  {
    id: 'junior',
    values: {
      holderName: '陈㛃样',
      holderCode: '440000199909090048',
      gender: '2',
      birthDate: '1999-09-09',
      ethnicity: '汉族',
      education: '本科',
      level: 'junior',
      languages: ['mandarin', 'cantonese'],
      qualificationNo: 'DZG2023GD00012',
      employer: '广州样例粤海旅行社有限公司',
    },
  },
  {
    id: 'leader',
    values: {
      holderName: '上官𬭎例',
      holderCode: '110000198512120076',
      gender: '1',
      birthDate: '1985-12-12',
      level: 'special',
      languages: ['mandarin', 'english', 'japanese', '斯瓦希里语'],
      qualificationNo: 'DZG2016BJ00034',
      employer: '北京样例长城国际旅行社有限责任公司出境旅游服务事业部',
      isTourLeader: true,
      leaderType: 'outbound',
    },
  },
  {
    id: 'middle-dots',
    values: {
      holderName: '䶮·迪丽努尔·买买提艾力·样例',
      holderCode: '620000200102280050',
      gender: '1',
      birthDate: '2001-02-28',
      ethnicity: '维吾尔族',
      level: 'intermediate',
      languages: ['mandarin', '维吾尔语'],
      qualificationNo: 'DZG2024GS00056',
      employer: '敦煌市样例导游服务中心',
    },
  },
]
