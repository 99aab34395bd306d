import { expect, test } from 'vitest'
import { words } from './nl/all'

const sentences = (of: unknown): string[] =>
  typeof of === 'string' ? [of] : typeof of === 'object' && of !== null ? Object.values(of).flatMap(sentences) : []

test('Dutch says passphrase only to explain its own word for it', () => {
  const all = sentences(words)
  const bare = (text: string) => /passphrase/i.test(text.replace(/wachtzin \(passphrase\)/gi, ''))
  expect(all.filter(bare)).toEqual([])
  expect(all.filter((text) => /wachtzin \(passphrase\)/i.test(text)).length).toBeGreaterThan(3)
})
