import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { blake256, toHex } from '../units'
import { createOracle, facts, payloads } from './fixtures/oracle'
import { openPayload } from './payload'
import { openRuntime } from './runtime'

test('what is signed is byte for byte what the payload says, ten thousand times', { timeout: 300_000 }, () => {
  const { bytes } = buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 })
  const runtime = openRuntime(bytes[16])
  const oracle = createOracle(bytes[15])
  fc.assert(
    fc.property(payloads(runtime), (fields) => {
      const { signed, toSign, hash } = openPayload(runtime, fields, facts)
      const theirs = oracle.signed(fields)
      expect(toHex(signed)).toBe(toHex(theirs))
      expect(toHex(toSign)).toBe(toHex(theirs.length > 256 ? blake256(theirs) : theirs))
      expect(hash).toBe(toHex(blake256(theirs)))
    }),
    { numRuns: 10_000 },
  )
})
