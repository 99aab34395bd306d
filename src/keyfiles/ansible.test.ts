import { describe, expect, test } from 'vitest'
import { openAnsible, readAnsible } from './ansible'
import vectors from './fixtures/btcli-vectors.json' with { type: 'json' }
import { ending } from './fixtures/ending'
import { inVectors } from './fixtures/stretch'

const opened = async (text: string, password: string) => new TextDecoder().decode(await openAnsible(text, password))
const { contentUtf8: good, password, expected } = vectors.btcli_ansible[0] as (typeof vectors.btcli_ansible)[number]

test.each(vectors.btcli_ansible)('btcli_ansible $id', async (each) => {
  expect(await opened(each.contentUtf8, each.password)).toBe(each.expected.plaintextUtf8)
})

test.each(vectors.btcli_ansible_negative)('btcli_ansible_negative $id', async (each) => {
  const end = await ending(opened(each.contentUtf8, each.password))
  if (each.expectedError) expect(inVectors(end)).toBe(each.expectedError)
  else expect(end).toBe(each.expected?.plaintextUtf8)
})

describe('an Ansible vault', () => {
  test('may have Windows lines, a label, and any width', async () => {
    const [header, ...lines] = good.trim().split('\n')
    expect(await opened(good.replaceAll('\n', '\r\n'), password)).toBe(expected.plaintextUtf8)
    expect(await opened(`$ANSIBLE_VAULT;1.2;AES256;my label\n${lines.join('\n')}`, password)).toBe(expected.plaintextUtf8)
    expect(await opened(`${header}\n${lines.join('')}\n\n`, password)).toBe(expected.plaintextUtf8)
  })

  test('of another version or cipher is refused', () => {
    const body = good.slice(good.indexOf('\n'))
    for (const header of ['1.0;AES256', '1.1;AES', '1.1;AES256;label', '1.2;AES256', '1.3;AES256;x', '2', ''])
      expect(() => readAnsible(`$ANSIBLE_VAULT;${header}${body}`), header).toThrow('format-unsupported')
  })

  test('of which any part was changed is not opened', async () => {
    const [header, ...lines] = good.trim().split('\n')
    const inner = Buffer.from(lines.join(''), 'hex').toString().split('\n')
    for (const [part, at] of [
      [0, 5],
      [1, 5],
      [2, 5],
      [2, 300],
    ] as const) {
      const changed = inner.map((hex, i) => (i === part ? `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}` : hex))
      expect(await ending(opened(`${header}\n${Buffer.from(changed.join('\n')).toString('hex')}`, password))).toBe('decrypt-failed')
    }
  })

  test('that is cut off anywhere, or has a part too many, is never opened', async () => {
    for (let end = 0; end < good.trimEnd().length; end += 37)
      expect(await ending(opened(good.slice(0, end), password))).not.toBe(expected.plaintextUtf8)
    const [header, ...lines] = good.trim().split('\n')
    for (const hex of [`${lines.join('')}0a`, `${lines.join('')}0a3030`, `${lines.join('')}0`, `${lines.join('')}zz`])
      expect(() => readAnsible(`${header}\n${hex}`)).toThrow('keyfile-truncated')
  })
})
