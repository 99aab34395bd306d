import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { makeVault, PASSWORD, sees, unlock } from '../journeys/person'
import { askWallet } from './inside'
import { addressOf, bringMany } from './many'

const MANY = 10_000

test('ten thousand accounts: home, list, search, order, names, locking, dying and starting again', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await bringMany(popup, 0, MANY)
  // Home and list say how many there are; the list draws a screenful of them.
  await popup.reload()
  await popup.byRole('heading', 'Balance').waitFor()
  await driver.openPopup('/accounts').then(async (list) => {
    await list.byText('Watched 0').waitFor()
    const rows = await list.evaluate<number>(`document.querySelectorAll('a.row').length`)
    expect(rows).toBeLessThan(100)
    // To the end and back.
    await list.evaluate(`(() => { const body = document.querySelector('.body'); body.scrollTop = body.scrollHeight })()`)
    await list.byText(`Watched ${MANY - 1}`).waitFor()
    // By name, and by an address as somebody would paste it.
    const search = list.byRole('searchbox')
    await search.fill('watched 7777')
    await list.byText('Watched 7777').waitFor()
    await search.fill(addressOf(4_242))
    await list.byText('Watched 4242').waitFor()
    await until('one row', () => list.evaluate(`document.querySelectorAll('a.row').length === 1`))
    await list.close()
  })
  // What is saved is there after the background died and after the browser was closed, and the wallet opens.
  const [found] = await askWallet<{ items: { id: string }[] }>(popup, 'accountsPage', {
    from: 0,
    count: 1,
    query: 'watched 9998',
    only: 'all',
  }).then(({ items }) => items)
  await askWallet(popup, 'changeAccount', { id: found?.id, name: 'Renamed at the end' })
  await popup.close()
  await driver.killBackground()
  await driver.restart()
  const again = await driver.openPopup()
  await unlock(again, PASSWORD)
  await again.byRole('heading', 'Balance').waitFor()
  const { total, items } = await askWallet<{ total: number; items: { name: string }[] }>(again, 'accountsPage', {
    ...{ from: 0, count: 5, query: 'renamed at', only: 'all' },
  })
  expect([total, items[0]?.name]).toEqual([1, 'Renamed at the end'])
  await sees(again, 'Balance')
  expect(await driver.problems()).toEqual([])
})
