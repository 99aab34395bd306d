import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KluisError } from './errors'
import { mayHoldKey, readNodeUrl } from './node-url'

const read = (text: string): string => {
  try {
    return readNodeUrl(text)
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
}

test.each([
  ['wss://node.example', 'wss://node.example:443'],
  [' WSS://Node.Example:443/ ', 'wss://node.example:443'],
  ['wss://node.example:8443/ws', 'wss://node.example:8443/ws'],
  ['wss://node.example/public-ws?key=abc', 'wss://node.example:443/public-ws?key=abc'],
  ['wss://[2001:db8::1]:9944', 'wss://[2001:db8::1]:9944'],
  ['wss://xn--bcher-kva.example', 'wss://xn--bcher-kva.example:443'],
  ['wss://bücher.example', 'wss://xn--bcher-kva.example:443'],
  ['wss://node.example/a/../b', 'wss://node.example:443/b'],
  ['ws://127.0.0.1:9944', 'ws://127.0.0.1:9944'],
  ['ws://localhost:9944/', 'ws://localhost:9944'],
])('%s is kept as %s (RPC-13)', (text, url) => {
  expect(read(text)).toBe(url)
})

test.each([
  ['', 'node-address'],
  ['node.example', 'node-address'],
  ['wss:node.example', 'node-address'],
  ['wss:///node.example', 'node-address'],
  ['wss://node.example\\@evil.example', 'node-address'],
  ['wss://no de.example', 'node-address'],
  ['wss://node.exa\u202emple', 'node-address'],
  ['wss://node.example#part', 'node-address'],
  ['wss://node.example./', 'node-address'],
  ['wss://node.example:99999', 'node-address'],
  [`wss://node.example/${'x'.repeat(300)}`, 'node-address'],
  ['ws://node.example:9944', 'node-unsafe'],
  ['ws://127.0.0.1.evil.example:9944', 'node-unsafe'],
  ['ws://localhost', 'node-unsafe'],
  ['ws://127.0.0.1:9944/path', 'node-unsafe'],
  ['http://node.example', 'node-unsafe'],
  ['https://node.example', 'node-unsafe'],
  ['javascript://node.example', 'node-unsafe'],
  ['wss://me:secret@node.example', 'node-login'],
  ['wss://me@node.example', 'node-login'],
  ['wss://@node.example', 'node-login'],
  ['wss://127.0.0.1:9944@evil.example', 'node-login'],
])('%j is refused: %s (RPC-13)', (text, code) => {
  expect(read(text)).toBe(code)
})

test('reading what was read changes nothing, and no other error comes out', () => {
  const text = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true }).map((url) => url.replace(/^https?/, 'wss')),
    fc.tuple(fc.constantFrom('wss://', 'ws://', 'wss:/', ''), fc.string()).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (each) => {
      const once = read(each)
      if (/^wss?:/.test(once)) expect(read(once)).toBe(once)
      else expect(['node-address', 'node-unsafe', 'node-login']).toContain(once)
    }),
  )
})

test('what stands behind the host may be a key', () => {
  expect(['wss://a.example:443/key', 'wss://a.example:443?key=1'].map(mayHoldKey)).toEqual([true, true])
  expect(['wss://a.example:443', 'wss://a.example:443/', 'ws://127.0.0.1:9944'].map(mayHoldKey)).toEqual([false, false, false])
})
