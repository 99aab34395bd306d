import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filledOf, giveRoute, nothing, scanRoute, sendRoute, type Transfer } from './send-route'

const ID = `0x${'1f'.repeat(32)}`
const to = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
/** What wouter hands to a screen of the address: it takes the route apart, and decodes what is escaped. */
function given(route: string) {
  const path = decodeURI(new URL(`x:#${route}`).hash.slice(1))
  const found = /^\/send(?:\/(0x[^/]+))?(?:\/to\/([^/]+)(?:\/([^/]+))?)?$/.exec(path)
  expect(found, route).not.toBeNull()
  return { id: found?.[1], filled: filledOf({ to: found?.[2], amount: found?.[3] }) }
}

test('whatever stands in a form that can be sent, and from whomever, a form that is opened by its address holds the same', () => {
  const amount = fc.stringMatching(/^[0-9]{0,8}[.,]?[0-9]{0,9}$/)
  const whom = fc.constantFrom('', to, '12bzRJfh7arnnfPPUZHeJUaE62QLEwhK48QnH9LXeK2m1iZU', `bth1_${'a-_Z'.repeat(24)}abc`)
  fc.assert(
    fc.property(fc.constantFrom(undefined, ID), whom, amount, fc.boolean(), (id, to, amount, everything) => {
      const filled: Transfer = { to, amount: everything ? '' : amount, everything }
      expect(given(sendRoute(id, filled))).toEqual({ id, filled })
      const [, ...scan] = scanRoute(ID, filled).split('/').slice(1)
      expect([scan[0], filledOf({ amount: scan[1] })]).toEqual([ID, { ...filled, to: '' }])
    }),
  )
})

test('what can be no address and no amount is left out, and never leads to another screen', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('../..', '/', '?x', '#', '%2F', '%', 'all', '-', 'a/b'))
  fc.assert(
    fc.property(text, text, fc.boolean(), (to, amount, everything) => {
      const { id, filled } = given(sendRoute(ID, { to, amount, everything }))
      expect(id).toBe(ID)
      expect(['', to]).toContain(filled.to)
      expect(['', amount]).toContain(filled.amount)
      expect(filled.everything).toBe(everything)
    }),
  )
})

test('an address without more opens an empty form', () => {
  expect(sendRoute(undefined)).toBe('/send')
  expect(sendRoute(ID)).toBe(`/send/${ID}`)
  expect(sendRoute(undefined, { to })).toBe(`/send/to/${to}`)
  expect(filledOf({})).toEqual(nothing)
  expect(filledOf({ to: '<b>', amount: '1e5' })).toEqual(nothing)
})

test('giving stake instead takes the recipient along, where there is one', () => {
  expect(giveRoute(ID, { to })).toBe(`/give/${ID}/to/${to}`)
  expect([giveRoute(ID, nothing), giveRoute(ID, { to: '../settings' })]).toEqual([`/give/${ID}`, `/give/${ID}`])
})
