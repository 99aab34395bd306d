import { expect, test } from 'vitest'
import { errorCodes, KluisError } from './errors'

test('a failure is known by its code, and its text says no more than that', () => {
  const cause = new Error('from below')
  const error = new KluisError('mnemonic-word', { word: 'bannana', position: '3' }, cause)
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'KluisError', code: 'mnemonic-word', facts: { word: 'bannana', position: '3' }, cause })
  expect(error.message).toBe('mnemonic-word')
  expect(String(error)).toBe('KluisError: mnemonic-word')
  expect(new KluisError('locked').facts).toEqual({})
  expect('cause' in new KluisError('locked')).toBe(false)
})

test('each failure has one name, in lower case with dashes', () => {
  expect(new Set(errorCodes).size).toBe(errorCodes.length)
  for (const code of errorCodes) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
})
