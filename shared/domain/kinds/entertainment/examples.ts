import { type KindExample } from '../common/example.ts'

/** Invented: no such venue or person. */
export const examples: readonly KindExample[] = [
  {
    id: 'karaoke',
    values: {
      holderName: '西安样例欢唱娱乐有限公司',
      holderCode: '91610103000001070Y',
      address: '陕西省西安市碑林区样例路7号地下一层',
      legalRep: '马𬭎例',
      principal: '马样例',
      econType: '有限责任公司（自然人独资）',
      venueKind: 'song-and-dance',
      usableArea: '356.50',
      scope: ['karaoke'],
      capacity: 180,
    },
  },
  {
    id: 'long-name',
    values: {
      holderName:
        '海南国际旅游岛样例自由贸易港亚龙湾热带海洋主题综合文化游乐世界（海口）游艺娱乐发展股份有限公司第一分公司',
      holderCode: '914601050000010890',
      address:
        '海南省海口市秀英区样例大道668号样例国际购物广场第四层401至468号商铺及第五层整层（不含消防通道和公共区域）',
      legalRep: '符·样例·㛃',
      venueKind: 'amusement',
      usableArea: '12888.88',
      scope: ['arcade', '虚拟现实体验设备'],
      capacity: 3200,
      foreignInvested: false,
    },
  },
  {
    id: 'rare-characters',
    values: {
      holderName: '武汉市江岸区样例䶮𫍯歌舞厅（个体工商户）',
      holderCode: '92420106000001169E',
      address: '湖北省武汉市武昌区样例街3号',
      legalRep: '胡样例',
      venueKind: 'both',
      usableArea: '200',
      scope: ['karaoke', 'dance-hall', 'arcade'],
      capacity: 95,
      firstIssueDate: '2018-05-06',
    },
  },
]
