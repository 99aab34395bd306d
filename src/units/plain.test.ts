import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileName, oneLine, withoutControls } from './plain'

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

test('whatever an account is called, a file can be called so, and a plain name stays', () => {
  expect(['Daily', 'Ånna’s 2e.rekening', '日本語', 'दैनिक', '../../etc/passwd', '...', '', '🔑'].map(fileName)).toEqual([
    'Daily',
    'Ånna-s-2e.rekening',
    '日本語',
    'दैनिक',
    'etc-passwd',
    'account',
    'account',
    'account',
  ])
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.string({ unit: fc.constantFrom('a', '.', '-', '/', '\\', ':', '\u202e', '\u0000', '𝒳'), maxLength: 90 })),
      (text) => {
        const name = fileName(text)
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_])?$/u)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240)
        expect(fileName(name)).toBe(name)
      },
    ),
  )
})
