import { type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { PASSWORD, SAY, sees, settleIn, unlock } from '../journeys/person'
import { askWallet } from './inside'
import { addressOf, bringMany, bringOwn, stored } from './many'

const MANY = 10_000
/** What the vault and the accounts may take, of each one copy. */
const MOST_BYTES = 5_000_000
/** Beside those that are brought there is the first one. */
const ALL = (MANY + 1).toLocaleString('en')

type Page = { total: number; items: { id: string; name: string }[] }
const pageOf = (screen: Screen, query: string, from = 0, count = 5) =>
  askWallet<Page>(screen, 'accountsPage', { from, count, query, only: 'all' })
/** Of so many accounts home says how many it counted. */
const seesHome = (screen: Screen) => screen.byRole('heading', /^Balance of [\d,]+ of [\d,]+ accounts$/).waitFor()
const rowsOf = (screen: Screen) => screen.evaluate<number>(`document.querySelectorAll('a.row').length`)

/** Lifts an account by keyboard, moves it and puts it down; what is said, where it stands and where the focus is are looked at. */
async function moves(list: Screen, name: string, from: string, keys: readonly string[], to: string): Promise<void> {
  const handle = list.byRole('button', SAY.accounts.handle({ name }))
  await handle.focus()
  await list.press(' ')
  await sees(list, SAY.accounts.lifted({ name, at: from, of: ALL }))
  for (const key of keys) await list.press(key)
  await sees(list, SAY.accounts.movedTo({ name, at: to, of: ALL }))
  await list.press(' ')
  await sees(list, SAY.accounts.dropped({ name, at: to, of: ALL }))
  const row = list.byRole('list', SAY.common.accounts).byRole('listitem').having(name)
  await until(`${name} to be put down`, async () => (await handle.attribute('aria-pressed')) === 'false')
  await until(`${name} at ${to}`, async () => (await row.attribute('aria-posinset')) === to.replace(',', ''))
  await until('the focus to stay with it', () =>
    list.evaluate<boolean>(`document.activeElement?.getAttribute('aria-label') === ${JSON.stringify(SAY.accounts.handle({ name }))}`),
  )
}

test('ten thousand accounts: home, list, search, order, names, locking, dying and starting again', async ({ world: { driver, chain } }) => {
  const { popup } = await settleIn(driver, chain)
  await bringMany(popup, 0, MANY)
  // Home and list say how many there are; the list draws a screenful of them.
  await popup.reload()
  await seesHome(popup)
  await sees(popup, ALL)
  const list = await driver.openPopup('/accounts')
  await list.byText('Watched 0').waitFor()
  expect(await rowsOf(list)).toBeLessThan(100)
  // To the end and back.
  await list.evaluate(`(() => { const body = document.querySelector('.body'); body.scrollTop = body.scrollHeight })()`)
  await list.byText(`Watched ${MANY - 1}`).waitFor()
  expect(await rowsOf(list)).toBeLessThan(100)
  await list.evaluate(`document.querySelector('.body').scrollTop = 0`)
  // By keyboard: from the beginning to the end, some places back, and to the beginning.
  await list.byText('Watched 3').waitFor()
  await moves(list, 'Watched 3', '5', ['End'], ALL)
  await moves(list, 'Watched 3', ALL, ['PageUp', 'ArrowUp', 'ArrowDown'], (MANY - 9).toLocaleString('en'))
  await moves(list, 'Watched 3', (MANY - 9).toLocaleString('en'), ['Home'], '1')
  await moves(list, 'Account 1', '2', ['ArrowDown'], '3')
  // By name, and by an address as somebody would paste it.
  const search = list.byRole('searchbox')
  await search.fill('watched 7777')
  await list.byText('Watched 7777').waitFor()
  await search.fill(addressOf(4_242))
  await list.byText('Watched 4242').waitFor()
  await until('one row', async () => (await rowsOf(list)) === 1)
  await list.close()
  // What is saved is there after the background died and after the browser was closed, and the wallet opens.
  const [found] = (await pageOf(popup, 'watched 9998')).items
  await askWallet(popup, 'changeAccount', { id: found?.id, name: 'Renamed at the end' })
  await popup.close()
  await driver.killBackground()
  await driver.restart()
  const again = await driver.openPopup()
  await unlock(again, PASSWORD)
  await seesHome(again)
  const renamed = await pageOf(again, 'renamed at')
  expect([renamed.total, renamed.items[0]?.name]).toEqual([1, 'Renamed at the end'])
  const { total, items } = await pageOf(again, '')
  expect([total, ...items.map(({ name }) => name)]).toEqual([MANY + 1, 'Watched 3', 'Watched 0', 'Account 1', 'Watched 1', 'Watched 2'])
  expect((await stored(again, driver.kind)).bytes).toBeLessThan(MOST_BYTES)
  expect(await driver.problems()).toEqual([])
})

test('as many accounts and secrets as a vault holds: bytes on the disk, a change, locking and starting again', async ({
  world: { driver, chain },
}) => {
  const { popup } = await settleIn(driver, chain)
  // The first account has a record already, and a vault has a thousand at most.
  const seeds = 999
  await bringOwn(popup, seeds, MANY)
  await popup.reload()
  await seesHome(popup)
  const { items } = await pageOf(popup, 'own 9999')
  await askWallet(popup, 'changeAccount', { id: items[0]?.id, name: 'Renamed at the end' })
  const { bytes, records } = await stored(popup, driver.kind)
  // An account along a path of another has no record of its own.
  expect(records).toBe(seeds + 1)
  expect(bytes).toBeLessThan(MOST_BYTES)
  await popup.byRole('button', 'Lock').click()
  await unlock(popup, PASSWORD)
  await seesHome(popup)
  await popup.close()
  await driver.killBackground()
  await driver.restart()
  const again = await driver.openPopup()
  await unlock(again, PASSWORD)
  await seesHome(again)
  expect((await pageOf(again, 'renamed at')).total).toBe(1)
  expect((await pageOf(again, '')).total).toBe(MANY + 1)
  expect(await driver.problems()).toEqual([])
})
