import { type KindExample } from '../common/example.ts'

/** Invented: no such agency or person. */
export const examples: readonly KindExample[] = [
  {
    id: 'domestic',
    values: {
      holderName: '杭州样例山水旅行社有限公司',
      holderCode: '91330102000001097C',
      investor: '浙江样例投资有限公司',
      legalRep: '王样例',
      bizAddress: '浙江省杭州市上城区样例路8号',
      scope: ['domestic', 'inbound'],
      approvalDocNo: '浙文旅许〔2026〕12号',
      foreignInvested: false,
    },
  },
  {
    id: 'outbound-long-name',
    values: {
      holderName:
        '广州样例粤港澳大湾区岭南文化康养研学国际旅行社（集团）股份有限公司白云国际机场空港经济区出入境旅游服务中心分社总部',
      holderCode: '91440106000001118H',
      investor: '广东样例文化旅游产业投资控股集团有限公司、广州样例空港开发建设有限公司',
      legalRep: '欧阳㛃',
      bizAddress:
        '广东省广州市天河区样例大道西1688号样例国际金融中心A座第三十六层3601、3602、3603、3605单元（仅限办公）',
      scope: ['domestic', 'inbound', 'outbound'],
      approvalDocNo: '粤文旅许决〔2026〕0087号',
      foreignInvested: false,
    },
  },
  {
    id: 'foreign-invested',
    values: {
      holderName: '苏州样例海棠（中外合资）旅行社有限公司',
      holderCode: '91320506000001134W',
      investor: 'Example Holdings Pte. Ltd.；苏州样例文化有限公司',
      legalRep: '玛丽·样例',
      bizAddress: '江苏省苏州市吴中区样例湖滨路20号',
      scope: ['domestic', 'inbound'],
      approvalDocNo: '苏文旅许〔2026〕5号',
      foreignInvested: true,
    },
  },
]
