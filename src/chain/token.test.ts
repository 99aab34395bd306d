import { expect, test } from 'vitest'
import { createKept, createNode, createSockets } from '../../e2e/localnet/in-process'
import { TAO } from '../units'
import { readToken } from './answers'
import { A, linkTests, settle } from './fixtures/link'

const { make } = linkTests({ createNode, createSockets, createKept })
const ROC = { symbol: 'ROC', decimals: 12 }
const says = { tokenSymbol: 'ROC', tokenDecimals: 12 }

test.each([
  [says, ROC],
  [{ tokenSymbol: ['ROC', 'USDT'], tokenDecimals: [12, 6], ss58Format: 42 }, ROC],
  [{ tokenSymbol: null, tokenDecimals: [] }, TAO],
  [{}, TAO],
  [null, TAO],
])('properties %j count in %j', (answer, token) => {
  expect(readToken(answer)).toEqual(token)
})

test.each([
  { ...says, tokenSymbol: 'ROC\u202e' },
  { ...says, tokenSymbol: 'much too long' },
  { ...says, tokenSymbol: '' },
  { ...says, tokenDecimals: -1 },
  { ...says, tokenDecimals: 1.5 },
  { ...says, tokenDecimals: 31 },
  { ...says, tokenDecimals: '12' },
  'nothing',
])('properties %j are none', (answer) => {
  expect(() => readToken(answer)).toThrow('node-lied')
})

test('a public network counts in TAO whatever a node says, and a local one as its node says', async () => {
  const { chain, node } = await make({ hosts: [A] })
  node(A).answers.system_properties = () => says
  chain.open()
  await settle()
  expect((await chain.ready()).runtime.token).toEqual(TAO)
  expect(node(A).asked).not.toContain('system_properties')
  const digest = await (await chain.ready()).runtime.digest()
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'yourself' }] })
  await settle()
  expect(chain.state()).toMatchObject({ phase: 'online', token: ROC })
  // A chain has its unit compiled into the digest of its metadata.
  expect(await (await chain.ready()).runtime.digest()).not.toBe(digest)
  node(A).answers.system_properties = () => ({ ...says, tokenDecimals: 1_000 })
  chain.choose({ id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'somebody' }] })
  await settle()
  expect(chain.state()).toMatchObject({ phase: 'refused', problem: 'node-lied', token: TAO })
})
