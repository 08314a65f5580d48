import { type KindExample } from '../common/example.ts'

/** Invented: no such company, person, address or domain. */
export const examples: readonly KindExample[] = [
  {
    id: 'music',
    values: {
      holderName: '北京样例星河网络科技有限公司',
      holderCode: '911101050000010117',
      regAddress: '北京市朝阳区样例路1号院2号楼3层301室',
      bizAddress: '北京市朝阳区样例路1号院2号楼3层301室',
      legalRep: '张𬭎',
      regCapital: '1000万元人民币',
      entType: '有限责任公司（自然人投资或控股）',
      scope: ['music', 'plays', 'performance'],
      domains: ['www.yangli-xinghe.example.cn'],
      siteNames: ['样例星河音乐'],
    },
  },
  {
    id: 'long-name',
    values: {
      holderName:
        '上海样例长三角数字文化创意产业投资发展（集团）股份有限公司网络表演与动漫艺术品展览比赛活动运营管理分公司（自由贸易试验区临港新片区）',
      holderCode: '9131011500000102XU',
      regAddress:
        '上海市浦东新区样例自由贸易试验区临港新片区样例大道一千二百三十四号样例文化创意产业园五号楼东区第十八层一八〇一室至一八二〇室（集中登记地）',
      legalRep: '阿依古丽·买买提·样例',
      regCapital: '伍亿元整',
      entType: '其他股份有限公司（非上市）',
      scope: ['music', 'plays', 'performance', 'comics', 'game-commentary', 'art', 'exhibition'],
      domains: ['yangli-csj.example.cn', 'm.yangli-csj.example.cn', '样例.example.中国'],
      siteNames: ['样例长三角数字文化'],
      ipAddresses: ['203.0.113.8', '2001:db8::8'],
    },
  },
  {
    id: 'rare-characters',
    values: {
      holderName: '杭州䶮㛃样例动漫有限公司',
      holderCode: '913301060000010383',
      regAddress: '浙江省杭州市西湖区样例街道𫍯园弄5号',
      legalRep: '李䶮',
      scope: ['comics', 'art', '样例类数字藏品展示'],
      domains: ['yanjie.example.cn'],
    },
  },
]
