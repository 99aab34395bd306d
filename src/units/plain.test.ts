import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine, withoutControls } from './plain'

const anyText = fc.string({ unit: 'binary', maxLength: 200 })

test('one line is one line, of at most so many characters, and is itself again', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, most) => {
      const line = oneLine(text, most)
      expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|\s\s|^\s|\s$/u)
      expect(Array.from(line).length).toBeLessThanOrEqual(most)
      expect(oneLine(line, most)).toBe(line)
    }),
  )
})

test('controls and marks of direction become spaces, and nothing else changes', () => {
  expect(withoutControls('a\u202eb\u0000c\u2028d  e')).toBe('a b c d  e')
  expect(withoutControls('cafe\u0301 🔑')).toBe('caf\u00e9 🔑')
})
