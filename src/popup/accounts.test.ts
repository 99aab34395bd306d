import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { AccountView, Views } from '../messaging'
import { ownAmong } from './accounts'

vi.mock('../platform/browser', () => ({ browser: {} })) // the polyfill wants an extension around it

const idOf = (n: number) => `0x${String(n).padStart(64, '0')}`
const account = (n: number) => ({ id: idOf(n), name: `Account ${n}`, role: 'coldkey' }) as AccountView
/** The view of a wallet with so many accounts, of which it shows only the first. */
const view = (total: number, first: number, revision = 1) =>
  ({
    total,
    first: Array.from({ length: Math.min(total, first) }, (_, n) => account(n)),
    chosen: null,
    revision,
  }) as unknown as Views['accounts']
/** What a page holds once it asked for what it missed. */
const asked =
  (total: number, revision = 1) =>
  (id: string) => ({
    revision,
    account: Number(id.slice(2)) < total ? account(Number(id.slice(2))) : null,
  })

test('whoever of a list is an own account is known as one, wherever it stands among the accounts', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(100), fc.uniqueArray(fc.nat(500), { maxLength: 100 }), (total, first, wanted) => {
      const ids = wanted.map(idOf)
      const accounts = view(total, first)
      // Before anything was asked, those beyond the first are missed, and only they: whoever is in the view is known already.
      const before = ownAmong(accounts, () => undefined, ids)
      const beyond = wanted.filter((n) => n >= first && total > first)
      expect(before.missed).toEqual(beyond.map(idOf))
      const after = ownAmong(accounts, asked(total), ids)
      expect(after.missed).toEqual([])
      expect([...after.own.keys()].sort()).toEqual(
        wanted
          .filter((n) => n < total)
          .map(idOf)
          .sort(),
      )
    }),
  )
})

test('what was asked of an older list is asked again, and what is no account id never', () => {
  const accounts = view(400, 100, 2)
  expect(ownAmong(accounts, asked(400, 1), [idOf(300)])).toEqual({ own: new Map([[idOf(300), account(300)]]), missed: [idOf(300)] })
  expect(ownAmong(accounts, () => undefined, ['', '5FHneW46', '0x12']).missed).toEqual([])
  expect(ownAmong(undefined, () => undefined, [idOf(1)])).toEqual({ own: new Map(), missed: [] })
})
