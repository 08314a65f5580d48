import {
  finding,
  issuerLevelFinding,
  issuerProvince,
  itemsOf,
  never,
  yearOf,
  type KindRules,
} from '../common/rules.ts'

const DOMAIN = /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/
const IPV6 = /^(?=.*:)[0-9a-f:]{2,39}$/i

export const rules: KindRules = {
  kind: 'network-culture',
  blockKeys: ['province', 'year'],
  namedCodes: {},
  check(values, context) {
    const domains = itemsOf(values['domains']).filter(item => !DOMAIN.test(item))
    const addresses = itemsOf(values['ipAddresses']).filter(item => !IPV4.test(item) && !IPV6.test(item))
    return [
      ...domains.map(item =>
        finding(
          'domains',
          'warning',
          'domain-unlike',
          `“${item}”不像域名，例如：www.example.cn`,
          `"${item}" does not look like a domain name, as in: www.example.cn`,
        ),
      ),
      ...addresses.map(item =>
        finding(
          'ipAddresses',
          'warning',
          'ip-unlike',
          `“${item}”不像 IP 地址，例如：203.0.113.8`,
          `"${item}" does not look like an IP address, as in: 203.0.113.8`,
        ),
      ),
      ...issuerLevelFinding(
        context.issuer,
        ['province'],
        '由省级文化和旅游行政部门核发',
        'the authority of the province',
      ),
    ]
  },
  selector: (_values, issueDate, issuer) => ({ province: issuerProvince(issuer), year: yearOf(issueDate) }),
  needsNewNumber: never,
}
