import { expect, test } from 'vitest'
import { readText } from '../keyfiles'
import { onOneLine, pastedInto, textOf } from './pasted'

const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const seed = 'fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'
const addresses = async (text: string) => (await readText(text)).keys.map(({ address }) => address)

test('words that stand in several lines stay words, whatever ends a line', async () => {
  for (const end of ['\n', '\r\n', '\r', '\t', ' \r\n\r\n  '])
    expect(onOneLine(phrase.split(' ').join(end)), JSON.stringify(end)).toBe(phrase)
  expect(onOneLine(`\r\n  ${phrase}\r\n`)).toBe(phrase)
})

test('the line break behind a passphrase is no space of it, and the spaces within it stay', () => {
  expect(onOneLine(`${phrase}//a///my  boat\r\n`)).toBe(`${phrase}//a///my  boat`)
  expect(onOneLine(`${phrase}///boat `)).toBe(`${phrase}///boat `)
})

test('a key that was wrapped or copied from Windows is the key that it was', async () => {
  const whole = await addresses(`0x${seed}`)
  for (const text of [`0x${seed}\r\n`, `0x${seed.slice(0, 30)}\r\n${seed.slice(30)}\r\n`, `${seed.slice(0, 16)}\n  ${seed.slice(16)}`])
    expect(await addresses(onOneLine(text)), JSON.stringify(text)).toEqual(whole)
})

test('JSON is put together without the line breaks, also where they fall into the middle of what it says', () => {
  const json = { encoded: 'AbCd'.repeat(40), meta: { name: 'My boat' } }
  const text = JSON.stringify(json)
  const wrapped = text.replace(/.{76}/g, '$&\r\n')
  expect(wrapped).not.toBe(text)
  expect(JSON.parse(onOneLine(wrapped))).toEqual(json)
  for (const end of ['\n', '\r\n']) expect(JSON.parse(onOneLine(JSON.stringify(json, null, 2).replaceAll('\n', end)))).toEqual(json)
  expect(JSON.parse(onOneLine(`\ufeff${JSON.stringify(json, null, '\t')}\r\n`))).toEqual(json)
})

test('a text goes where the caret stands, in place of what is chosen', () => {
  const field = { value: 'one three', selectionStart: 4, selectionEnd: 4 }
  expect(pastedInto(field, 'two\n\n')).toBe('one twothree')
  expect(pastedInto({ ...field, selectionEnd: 9 }, 'two\r\nfour')).toBe('one two four')
  expect(pastedInto({ value: 'one', selectionStart: null, selectionEnd: null }, ' two')).toBe('onetwo')
})

test('what falls is text only where no file falls with it', () => {
  const fallen = (text: string, ...types: string[]) => textOf({ types, getData: () => text })
  expect(fallen('twelve words', 'text/plain')).toBe('twelve words')
  expect(fallen('a picture of a page', 'text/uri-list', 'Files')).toBeUndefined()
  expect(fallen('')).toBeUndefined()
})
