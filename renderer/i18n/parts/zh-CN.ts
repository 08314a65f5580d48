export default {
  required: '必填',
  optional: '选填',
  automatic: '自动填写',
  example: '例：{example}',
  fault: '错误',
  warning: '提醒',
  repair: '改为 {value}',
  errorId: '错误编号',
  working: '处理中',
  notNow: '现在不能操作：{reason}',
  capsLock: '大写锁定已打开',
  copyRefused: '没有复制成功，请选中后按 Ctrl+C',
}
