import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSignIn, risksOfSignIn, type SignIn } from './sign-in'

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const now = Date.parse('2026-11-30T12:00:00Z')
/** As Sign-In with Substrate writes it (the words of EIP-4361). */
const written = (over: Partial<Record<'domain' | 'address' | 'statement' | 'uri' | 'more', string>> = {}) => {
  const { domain = 'good.test', address = ALICE, statement = 'Welcome to the market.', uri = 'https://good.test/login', more = '' } = over
  return `${domain} wants you to sign in with your Substrate account:\n${address}\n\n${statement ? `${statement}\n\n` : ''}URI: ${uri}\nVersion: 1.0.0\nNonce: 8f3a91c2\nIssued At: 2026-11-30T11:59:00.000Z${more}`
}
const read = (text: string) => readSignIn(text) as SignIn
const risks = (text: string, origin = 'https://good.test', isSigner = (address: string) => address === ALICE) =>
  risksOfSignIn(read(text), { origin, isSigner, now }).map(({ id, level, facts }) => [id, level, facts.domain])

test('a message to sign in is read: where, who, and how long', () => {
  expect(read(written({ more: '\nExpiration Time: 2026-11-30T12:15:00.000Z\nNot Before: 2026-11-30T11:00:00.000Z' }))).toEqual({
    domain: 'good.test',
    address: ALICE,
    uri: 'https://good.test/login',
    expiresAt: now + 15 * 60_000,
    validFrom: now - 3_600_000,
  })
  expect(read(written({ statement: '' }))).toMatchObject({ uri: 'https://good.test/login', expiresAt: null })
  const json = { domain: 'good.test', address: ALICE, uri: 'https://good.test', version: '1.0.0', nonce: 'x', expirationTime: now + 1 }
  expect(read(JSON.stringify(json))).toMatchObject({ domain: 'good.test', address: ALICE, expiresAt: now + 1 })
  for (const other of [
    '',
    'hello',
    'Please sign in',
    '{}',
    '[]',
    'null',
    '7',
    '{"domain":"good.test"}',
    '{"domain":7,"address":"a","nonce":"b"}',
  ])
    expect(readSignIn(other), other).toBeUndefined()
})

test('whoever writes it less exactly does not escape: the first line alone names the site', () => {
  for (const text of [
    'good.test wants you to sign in with your account.',
    'https://good.test wants you to sign in with your Ethereum account:\n0x00',
    '\n\ngood.test WANTS you to sign in with your Bittensor account:',
    'Hello!\ngood.test wants you to sign in with your Substrate account: ',
  ])
    expect(readSignIn(text)?.domain, text).toBe('good.test')
})

test('a signature that would let one site into another is a danger; nothing is said where all is right', () => {
  expect(risks(written())).toEqual([])
  expect(risks(written({ domain: 'GOOD.test' }))).toEqual([])
  expect(risks(written({ domain: 'localhost:3000', uri: 'http://localhost:3000/in' }), 'http://localhost:3000')).toEqual([])
  expect(risks(written({ domain: 'bank.test' }))).toEqual([['sign-in-elsewhere', 3, 'bank.test']])
  expect(risks(written({ uri: 'https://bank.test/login' }))).toEqual([['sign-in-elsewhere', 3, 'bank.test']])
  expect(risks(written({ uri: 'bank' }))).toEqual([['sign-in-elsewhere', 3, 'bank']])
  // Another port is another site; a name above or below it may be the same people's.
  expect(risks(written({ domain: 'good.test:8443' }))).toEqual([['sign-in-elsewhere', 3, 'good.test:8443']])
  expect(risks(written(), 'https://app.good.test')).toEqual([['sign-in-elsewhere', 2, 'good.test']])
  expect(risks(written({ domain: 'app.good.test', uri: 'https://app.good.test' }))).toEqual([['sign-in-elsewhere', 3, 'app.good.test']])
  expect(risks(written({ domain: 'test', uri: 'https://test' }))).toEqual([['sign-in-elsewhere', 3, 'test']])
  expect(risks(written({ domain: 'ood.test', uri: 'https://ood.test' }))).toEqual([['sign-in-elsewhere', 3, 'ood.test']])
  // Of two strange names the one that is no relative counts.
  expect(risks(written({ uri: 'https://bank.test' }), 'https://app.good.test')).toEqual([['sign-in-elsewhere', 3, 'bank.test']])
})

test('another account, and a time that is over or not yet come, are said', () => {
  expect(risks(written({ address: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty' }))).toEqual([['sign-in-other', 2, undefined]])
  expect(risks(written({ more: '\nExpiration Time: 2026-11-30T12:00:00.000Z' }))).toEqual([['sign-in-late', 2, undefined]])
  expect(risks(written({ more: '\nNot Before: 2026-11-30T12:00:01.000Z' }))).toEqual([['sign-in-late', 2, undefined]])
  expect(risks(written({ more: '\nExpiration Time: some day' }))).toEqual([])
})

test('no text breaks the reading', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(' wants you to sign in with your ', 'account:', '\n', 'URI: ', 'good.test', '{', '"domain":'),
  )
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join('')),
      (text) => {
        const sign = readSignIn(text)
        if (sign) expect(() => risksOfSignIn(sign, { origin: 'https://good.test', isSigner: () => false, now })).not.toThrow()
      },
    ),
  )
})
