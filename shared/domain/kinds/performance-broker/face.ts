import { type FaceDefinition } from '../../face/face.ts'
import { row } from '../../face/elements.ts'
import { personCertificate } from '../../face/person-certificate.ts'

/** 演出经纪人员资格证: A4 landscape, one page. */
export const face: FaceDefinition = personCertificate({
  id: 'performance-broker',
  title: '演出经纪人员资格证',
  english: 'PERFORMANCE BROKER QUALIFICATION CERTIFICATE',
  colour: '#7a1f3d',
  groundColour: '#f5e8ec',
  photo: [35, 49],
  rows: [
    row('资格证编号', '{certNo}'),
    row('姓名', '{holderName}'),
    row('性别', '{gender}'),
    row('出生日期', '{birthDate}'),
    row('证件号码', '{holderCode}'),
    row('考试年度', '{examYear}'),
  ],
  statement: '　　经演出经纪人员资格认定考试合格，特发此证。',
  source: { mark: 'default', ref: '版面未见公开；照片在左、二维码在左下、印章在右下为本程序默认' },
})
