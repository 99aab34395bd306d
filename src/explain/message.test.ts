import { compactNumber } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { blake256, concat, fromHex, KluisError, toHex } from '../units'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { facts, payloads } from './fixtures/oracle'
import { readMessage, textOf } from './message'
import { mayBeOrder } from './order'
import { extrinsicOf, openPayload } from './payload'
import { openRuntime } from './runtime'

const runtime = openRuntime(buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }).bytes[16])
const bytes = (text: string) => new TextEncoder().encode(text)
const wrapped = (data: string, view: typeof runtime | undefined = runtime) => new TextDecoder().decode(readMessage(data, view).wrapped)
const codeOf = (data: string) => {
  try {
    readMessage(data, runtime)
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
  return 'accepted'
}

test('a complete <Bytes>…</Bytes> is signed as it is, all else is wrapped', () => {
  expect(wrapped(vectors.rawMessageSigning.message)).toBe(vectors.rawMessageSigning.wrapped)
  expect(wrapped('<Bytes>hello</Bytes>')).toBe('<Bytes>hello</Bytes>')
  expect(wrapped(toHex(bytes('<Bytes>hello</Bytes>')))).toBe('<Bytes>hello</Bytes>')
  expect(wrapped('<Bytes></Bytes>')).toBe('<Bytes></Bytes>')
  for (const almost of [
    '<Bytes>hello',
    'hello</Bytes>',
    '<Bytes></Bytes',
    '<bytes>hello</bytes>',
    ' <Bytes>hello</Bytes>',
    '<Bytes>hello</Bytes>\n',
    '<Bytes/Bytes>',
    '<Bytes>',
    '</Bytes>',
    '',
  ])
    expect(wrapped(almost)).toBe(`<Bytes>${almost}</Bytes>`)
  // The sign of another chain is no reason to leave the wrapping out.
  expect(wrapped('\x19Ethereum Signed Message:\n6hello!')).toBe('<Bytes>\x19Ethereum Signed Message:\n6hello!</Bytes>')
})

test('every message that is signed begins with "<Bytes>" and holds all of what was asked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 60 }).map(toHex)), (data) => {
      const message = readMessage(data, undefined)
      const given = /^0x(?:[0-9a-f]{2})+$/.test(data) ? fromHex(data) : bytes(data)
      expect(toHex(message.wrapped.subarray(0, 7))).toBe(toHex(bytes('<Bytes>')))
      expect(toHex(message.wrapped)).toContain(toHex(given).slice(2))
      expect(message.level).toBe(message.text === undefined ? 3 : 1)
    }),
  )
})

test('0x and hex digits are bytes, everything else is text', () => {
  expect(readMessage('0x68656c6c6f', runtime)).toMatchObject({ text: 'hello', level: 1 })
  for (const text of ['0x', '0x6', '0xzz', '0x68 65', 'x68']) expect(readMessage(text, runtime).text).toBe(text)
  expect(readMessage('0xff00', runtime)).toMatchObject({ text: undefined, level: 3 })
  expect(readMessage('0xc3a9', runtime).text).toBe('é')
})

test('16 KiB are read, one byte more is not', () => {
  expect(codeOf('a'.repeat(16_384))).toBe('accepted')
  expect(codeOf('a'.repeat(16_385))).toBe('too-large')
  expect(codeOf(`0x${'61'.repeat(16_385)}`)).toBe('too-large')
  expect(codeOf('é'.repeat(8_193))).toBe('too-large')
})

test('what cannot be seen is made visible, what is not text is not shown as text', () => {
  expect(textOf(bytes('a\u202eb\u200bc\u0007\u2028\u2066\ufeffd\r\n'))).toBe(
    'a‹U+202E›b‹U+200B›c‹U+0007›‹U+2028›‹U+2066›‹U+FEFF›d‹U+000D›\n',
  )
  // Fillers, joiners and selectors take no space, and can hide words.
  expect(textOf(bytes('a\u3164b\u115f\u034f\ufe0f\u{e0100}\u{e0041}'))).toBe('a‹U+3164›b‹U+115F›‹U+034F›‹U+FE0F›‹U+E0100›‹U+E0041›')
  expect(textOf(bytes('tab\tand two\nlines'))).toBe('tab‹U+0009›and two\nlines')
  expect(textOf(bytes('Ωmega, 日本, ünïcode, 😀'))).toBe('Ωmega, 日本, ünïcode, 😀')
  for (const wrong of ['0xff', '0xc328', '0xeda080', '0xf8888080', '0xc080', '0xee8080', '0xf48fbfbf'])
    expect(textOf(fromHex(wrong))).toBeUndefined()
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect((textOf(bytes(text)) ?? '').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/u)
    }),
  )
})

test('marks that pile up over the lines around them are written out', () => {
  const acute = '\u0301'
  expect(textOf(bytes(`e${acute.repeat(4)}x`))).toBe(`e${acute.repeat(4)}x`)
  expect(textOf(bytes(`e${acute.repeat(5)}x`))).toBe(`e${'‹U+0301›'.repeat(5)}x`)
  // Of every kind: above, below, enclosing, subjoined, and a run that begins the text.
  expect(textOf(bytes('\u0316\u20dd\u0fb2\u0301\u0489'))).toBe('‹U+0316›‹U+20DD›‹U+0FB2›‹U+0301›‹U+0489›')
  expect(textOf(bytes('हिन्दी, ภาษาไทยที่, שָׁלוֹם, tiếng Việt'))).toBe('हिन्दी, ภาษาไทยที่, שָׁלוֹם, tiếng Việt')
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', acute, '\u0316', '\u200b', '\n', '\u20dd'), maxLength: 60 }), (text) => {
      expect(textOf(bytes(text))).not.toMatch(/\p{M}{5}/u)
    }),
  )
})

test('bytes that are an extrinsic payload, or an extrinsic, are refused as a message', () => {
  for (const fields of fc.sample(payloads(runtime), { numRuns: 40, seed: 11 })) {
    const opened = openPayload(runtime, fields, facts)
    if (opened.signed.length > 16_000) continue
    expect(codeOf(toHex(opened.signed)), fields.method.slice(0, 20)).toBe('message-is-extrinsic')
    expect(codeOf(toHex(concat(bytes('<Bytes>'), opened.signed, bytes('</Bytes>'))))).toBe('message-is-extrinsic')
    const { bytes: extrinsic } = extrinsicOf(opened, concat(Uint8Array.of(1), new Uint8Array(64).fill(3)))
    expect(codeOf(toHex(extrinsic))).toBe('message-is-extrinsic')
    expect(codeOf(toHex(extrinsic.subarray(compactNumber.enc(compactNumber.dec(extrinsic)).length)))).toBe('message-is-extrinsic')
  }
  // The general kind of extrinsic, version 5.
  const general = concat(Uint8Array.of(0x45, 0), new Uint8Array(50))
  expect(codeOf(toHex(general))).toBe('message-is-extrinsic')
  expect(codeOf(toHex(concat(compactNumber.enc(general.length), general)))).toBe('message-is-extrinsic')
})

test('no sentence is taken for a transaction, whatever letter it begins with', () => {
  for (let letter = 32; letter < 127; letter++)
    for (const length of [1, 40, 41, 90, 130, 300])
      expect(
        codeOf(`${String.fromCharCode(letter)} wants you to sign in with your account.`.repeat(9).slice(0, length)),
        String.fromCharCode(letter),
      ).toBe('accepted')
})

const text = (bytes: string) => new TextDecoder().decode(fromHex(bytes))
const order = fromHex(vectors.limitOrderV1.encoded)

test('an order is refused as a message in all three forms that the chain takes, wrapped by the site or by us', () => {
  const sentence =
    'TAO.com order v1: Limit buy 1000000000 on subnet 64, limit price 500000000, expiry 1793000000, hotkey 5HK5tp6t2S59DywmHRWPBVJeJ86T61KjurYqeooqj8sREpeN, fee 8500000 to 5GNJqTPyNqANBkUVMN1LPPrxXnFouWXoe2wNSmmEoLctxiZY, relayer 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty, max slippage 7500000, chain 1, partial fills true, signer 5CD9UfFv3FLd9BRP8tK7BumpEYvu2y3KZMuhUnDAhuzPbdtC'
  expect(vectors.limitOrderV1.orderIdBlake2_256).toBe(toHex(blake256(order)))
  for (const inside of [
    order,
    blake256(order),
    bytes(sentence),
    bytes(sentence.replace('v1', 'v2')),
    bytes(sentence.replace('TAO.com', 'other.example')),
  ])
    for (const view of [runtime, undefined])
      for (const data of [inside, concat(bytes('<Bytes>'), inside, bytes('</Bytes>'))])
        expect(() => readMessage(toHex(data), view)).toThrow('message-is-order')
  expect(codeOf(`<Bytes>${sentence}</Bytes>`)).toBe('message-is-order')
  expect(codeOf(sentence)).toBe('message-is-order')
})

test('every order of both versions is recognised, and none with a byte more or less', () => {
  const account = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const bytesOf = (count: number) => fc.uint8Array({ minLength: count, maxLength: count })
  const one = (...values: number[]) => fc.constantFrom(...values).map((value) => Uint8Array.of(value))
  const optional = (some: fc.Arbitrary<Uint8Array>) =>
    fc.option(some, { nil: undefined }).map((each) => (each ? concat(Uint8Array.of(1), each) : Uint8Array.of(0)))
  const relayers = fc.array(account, { maxLength: 10 }).map((all) => concat(Uint8Array.of(all.length << 2), ...all))
  const whole = fc
    .constantFrom(0, 1)
    .chain((version) =>
      fc.tuple(
        one(version),
        account,
        account,
        bytesOf(2),
        one(0, 1, 2),
        version
          ? fc.oneof(
              bytesOf(8).map((rao) => concat(Uint8Array.of(0), rao)),
              bytesOf(36).map((share) => concat(Uint8Array.of(1), share)),
            )
          : bytesOf(8),
        bytesOf(20),
        account,
        optional(relayers),
        optional(bytesOf(4)),
        bytesOf(8),
        one(0, 1),
        version ? one(0, 1) : fc.constant(new Uint8Array()),
      ),
    )
    .map((parts) => concat(...parts))
  fc.assert(
    fc.property(whole, (encoded) => {
      expect(mayBeOrder(encoded)).toBe(true)
      expect(mayBeOrder(encoded.subarray(0, -1))).toBe(false)
      expect(mayBeOrder(concat(encoded, Uint8Array.of(0)))).toBe(false)
    }),
  )
  expect(mayBeOrder(order)).toBe(true)
})

test('32 bytes are refused unless they are plainly no hash; text of other lengths is text', () => {
  for (const hash of [
    new Uint8Array(32),
    new Uint8Array(32).fill(255),
    fromHex(`0x${'61'.repeat(31)}07`),
    bytes('a'.repeat(31).concat('!')),
  ])
    expect(codeOf(toHex(hash))).toBe('message-is-order')
  for (const plain of ['0123456789abcdef0123456789abcdef', 'Sign in to the market of tokens.', 'A-32_CHARACTER/nonce:with.colons'])
    expect([plain.length, codeOf(plain)]).toEqual([32, 'accepted'])
  expect(codeOf('order v1: is what I said')).toBe('accepted')
  expect(codeOf('My order v2: two coffees')).toBe('accepted')
  expect(codeOf(toHex(new Uint8Array(31).fill(255)))).toBe('accepted')
  expect(text(toHex(readMessage('0x68656c6c6f', runtime).wrapped))).toBe('<Bytes>hello</Bytes>')
})
