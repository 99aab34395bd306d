import * as v from 'valibot'
import { expect, test } from 'vitest'
import { settingsBox } from './settings'

test('what nobody chose is safe: it locks after a quarter of an hour, and the network is the real one', () => {
  const settings = settingsBox.initial()
  expect(settings).toMatchObject({ lockMinutes: 15, network: 'finney', localHost: 'ws://127.0.0.1:9944' })
  expect(v.is(settingsBox.schema, settings)).toBe(true)
})

test('it locks after 1, 5, 15 or 60 minutes: there is no never', () => {
  const settings = settingsBox.initial()
  const taken = [-1, 0, 1, 5, 10, 15, 30, 60, 120, 1e9, Number.POSITIVE_INFINITY, Number.NaN, null, '15'].filter((lockMinutes) =>
    v.is(settingsBox.schema, { ...settings, lockMinutes }),
  )
  expect(taken).toEqual([1, 5, 15, 60])
})

test('a choice that this version does not know is not taken', () => {
  const settings = settingsBox.initial()
  for (const wrong of [
    { language: 'xx' },
    { theme: 'blue' },
    { network: 'other' },
    { hideAmounts: 'yes' },
    { contactsOnly: null },
    { extra: 1 },
  ])
    expect(v.is(settingsBox.schema, { ...settings, ...wrong }), JSON.stringify(wrong)).toBe(false)
})

test('settings of the first version pay anybody, as they did, and keep every other choice', () => {
  const { contactsOnly, tolerances, shieldAbove: _, ...first } = { ...settingsBox.initial(), theme: 'dark', lockMinutes: 1 }
  expect([contactsOnly, tolerances]).toEqual([false, {}])
  const now = settingsBox.migrations[2](settingsBox.migrations[1](first))
  expect(now).toEqual({ ...first, contactsOnly: false, tolerances: {} })
  expect(v.is(settingsBox.schema, settingsBox.migrations[3](now))).toBe(true)
})

test('before orders could be hidden nobody chose from which size on: then it is one TAO, and every other choice stays', () => {
  const { shieldAbove, ...before } = { ...settingsBox.initial(), contactsOnly: true, theme: 'dark' }
  expect(shieldAbove).toBe('1000000000')
  expect(settingsBox.migrations[3](before)).toEqual({ ...before, shieldAbove })
  for (const taken of [null, '0', '1', String(2n ** 64n)])
    expect(v.is(settingsBox.schema, { ...settingsBox.initial(), shieldAbove: taken }), String(taken)).toBe(true)
  for (const wrong of ['', '-1', '1.5', 'all', 5, undefined])
    expect(v.is(settingsBox.schema, { ...settingsBox.initial(), shieldAbove: wrong }), String(wrong)).toBe(false)
})
