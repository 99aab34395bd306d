import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KluisError } from './errors'
import { readPath, readSuri } from './suri'

const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const junction = fc.record({
  hard: fc.boolean(),
  name: fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((name) => name.replaceAll('/', '_').normalize('NFC'))
    .filter((name) => name === name.trim() && name !== ''),
})
const junctions = fc.array(junction, { maxLength: 5 })
const write = (path: { hard: boolean; name: string }[]) => path.map(({ hard, name }) => `${hard ? '//' : '/'}${name}`).join('')

test('a path is read as it was written', () => {
  fc.assert(
    fc.property(junctions, (path) => {
      expect(readPath(write(path), 'sr25519')).toEqual(path)
    }),
  )
  expect(readPath('', 'sr25519')).toEqual([])
})

test('ed25519 and ecdsa know hard junctions only', () => {
  fc.assert(
    fc.property(junctions, fc.constantFrom('ed25519' as const, 'ecdsa' as const), (path, type) => {
      if (path.every(({ hard }) => hard)) expect(readPath(write(path), type)).toEqual(path)
      else expect(() => readPath(write(path), type)).toThrow(new KluisError('soft-junction-unsupported', { type }))
    }),
  )
})

test('what is no path is refused and shown', () => {
  for (const path of ['/', '//', '///', '///a', '//a/', '//a//', '//a///b', 'a', 'a//b', ' //a'])
    expect(() => readPath(path, 'sr25519'), path).toThrow(expect.objectContaining({ code: 'suri-path', facts: { path } }))
})

test('two ways to write the same letter are the same account', () => {
  expect(readPath('//cafe\u0301', 'sr25519')).toEqual(readPath('//caf\u00e9', 'sr25519'))
  expect(readSuri(`${phrase}///cafe\u0301`, 'sr25519').passphrase).toBe('caf\u00e9')
})

test('a secret URI comes apart into phrase, path and passphrase', () => {
  const passphrase = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'))
  fc.assert(
    fc.property(junctions, fc.option(passphrase, { nil: undefined }), (path, secret) => {
      const uri = `${phrase}${write(path)}${secret === undefined ? '' : `///${secret}`}`
      expect(readSuri(uri, 'sr25519')).toEqual({ phrase, path: write(path), passphrase: secret ?? '' })
    }),
  )
  expect(readSuri(`  ${phrase.toUpperCase()}  `, 'sr25519')).toEqual({ phrase, path: '', passphrase: '' })
  expect(readSuri(`${phrase}//a/b///c//d///e`, 'sr25519')).toEqual({ phrase, path: '//a/b', passphrase: 'c//d///e' })
  expect(readSuri(`${phrase}///\n`, 'sr25519').passphrase).toBe('\n')
})

test('everything after three slashes is the passphrase, spaces at its end as well', () => {
  expect(readSuri(`${phrase}///a b `, 'sr25519').passphrase).toBe('a b ')
  expect(readSuri(`${phrase}//a `, 'sr25519').path).toBe('//a')
})

test('the phrase that some tools add silently is never added', () => {
  for (const uri of ['', ' ', '//Alice', '/Bob', ' //Alice', '///secret', '//Alice///secret'])
    expect(() => readSuri(uri, 'sr25519'), uri).toThrow('suri-dev-phrase')
})

test('a failure never shows the passphrase', () => {
  fc.assert(
    fc.property(fc.constantFrom('', 'x', phrase), fc.constantFrom('', '/', '//', '//a', '/b', '//a/'), (start, path) => {
      try {
        readSuri(`${start}${path}///TheSecret`, 'ed25519')
      } catch (error) {
        expect(JSON.stringify((error as KluisError).facts)).not.toContain('TheSecret')
        expect(error).toBeInstanceOf(KluisError)
      }
    }),
  )
})
