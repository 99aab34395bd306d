import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { openCall } from './call'
import { createOracle, encode, explained, facts, isSignedAsSaid, payloads, valuesIn } from './fixtures/oracle'
import { openPayload } from './payload'
import { openRuntime } from './runtime'

const { bytes } = buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 })
const runtime = openRuntime(bytes[16])
const oracle = createOracle(bytes[15])

test('what is signed is byte for byte what the payload says, ten thousand times', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(payloads(runtime), (fields) => isSignedAsSaid(oracle, fields, openPayload(runtime, fields, facts))),
    { numRuns: 10_000 },
  )
})

test('a call is read as another implementation reads it, argument by argument, ten thousand times', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(explained(runtime), (value) => {
      const call = encode(runtime, value)
      openCall(runtime, call)
      expect(valuesIn(runtime, call)).toEqual(oracle.values(call))
    }),
    { numRuns: 10_000 },
  )
})
