import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claims } from './cards'

test('what a site calls itself is one short line without controls, whatever it is (UIX-03)', () => {
  const told: [string, string][] = [
    ['\u202eevil\u202c', 'evil'],
    ['Talis\u200bman\ufeff', 'Talis man'],
    ['one\ntwo\r\nthree\u2028four', 'one two three four'],
    ['<b onclick="alert(1)">Bold</b>', '<b onclick="alert(1)">Bold</b>'],
    ['👨‍👩‍👧'.repeat(40), '👨 👩 👧'.repeat(10)],
    ['x'.repeat(256), 'x'.repeat(50)],
    [`a${'\u0301'.repeat(200)}`, `\u00e1${'\u0301'.repeat(4)}`],
    [' \u0000\u001b[31m ', '[31m'],
    ['', ''],
  ]
  for (const [name, line] of told) expect(claims(name), JSON.stringify(name)).toBe(line)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 256 }), (name) => {
      const line = claims(name)
      expect(Array.from(line).length).toBeLessThanOrEqual(50)
      expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|\p{M}{6}/u)
    }),
  )
})
