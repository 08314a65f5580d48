import { type KindExample } from '../common/example.ts'

/** Invented: no such troupe, agency, venue or person. */
export const examples: readonly KindExample[] = [
  {
    id: 'agency',
    values: {
      holderName: '北京样例云乐演出经纪有限公司',
      holderCode: '91110101000001062M',
      subjectKind: 'agency',
      legalRep: '吴𬭎样',
      address: '北京市东城区样例胡同11号',
      econType: '有限责任公司（自然人独资）',
      scope: ['agency-business'],
      regCapital: '100万元人民币',
      staffCount: 5,
      investment: 'domestic',
    },
  },
  {
    id: 'troupe',
    values: {
      holderName: '大理白族自治州样例苍山洱海民族民间歌舞艺术表演团（个体工商户）',
      holderCode: '92532901000001126M',
      subjectKind: 'troupe',
      principal: '段䶮·样例',
      address: '云南省大理白族自治州大理市样例镇样例村委会样例自然村18号附1号',
      scope: ['song-and-dance', 'music', 'folk', '洞经音乐表演'],
      staffCount: 36,
    },
  },
  {
    id: 'venue',
    values: {
      holderName: '成都样例㛃𫍯大剧院经营管理有限公司',
      holderCode: '91510107000001054C',
      subjectKind: 'venue',
      legalRep: '刘样例',
      address: '四川省成都市武侯区样例大道中段99号',
      econType: '有限责任公司（国有独资）',
      scope: ['venue-business', 'drama', 'variety'],
      seatCount: 1600,
      investment: 'domestic',
    },
  },
]
