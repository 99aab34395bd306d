import { readFile } from 'node:fs/promises'
import { expect } from '../fixtures/wallet'
import { developmentAccounts } from '../localnet'
import { callOf, signed } from '../localnet/signed'
import { askFaucet, SAY, sees } from './person'
import { test } from './settled'

const say = SAY.ledger

test('what somebody pays appears as received, is found by its sender, and goes out as a list that says what it lacks', async ({
  world,
  settled,
}) => {
  const { driver, chain, faucet } = world
  const [alice] = developmentAccounts()
  if (!alice) throw new Error('nobody to pay')
  const { popup, address } = settled
  await askFaucet(driver, faucet.url, address, '5')
  // The balance was read, so the wallet watches from here on.
  await sees(popup, '5.0000')
  const call = callOf(chain.chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: address }, value: 1_250_000_000n })
  chain.chain.submit(signed(chain.chain, alice.address, alice, call))
  await sees(popup, '6.2500')

  await popup.byRole('link', 'Activity').click()
  await sees(popup, '+1.2500')
  await popup.byRole('link', /\+1.*2500/).click()
  await sees(popup, '+1.250000000')
  await sees(popup, alice.address)
  await sees(popup, say.finalText)
  await popup.byRole('button', 'Back').click()

  const search = popup.byLabel(say.search)
  await search.fill('nobody of this name')
  await sees(popup, say.nothing)
  await popup.byRole('button', say.clear).click()
  await search.fill(alice.address.slice(0, 12))
  // The faucet may pay out of the same account.
  await sees(popup, /\b[12] found/)
  await search.fill('')
  await popup.byRole('button', say.filter).click()
  await popup.byLabel(say.kind).choose(say.kinds.sent)
  await popup.byRole('button', say.done).click()
  await sees(popup, say.nothing)
  await popup.byRole('button', say.clear).click()
  await sees(popup, '+1.2500')

  const tab = await driver.openImport('/activity')
  await tab.byLabel(say.formats.plain).click()
  await tab.byRole('button', say.make).click()
  await tab.byRole('heading', SAY.takeout.ready).waitFor()
  // It was not watched for all of time, and says so.
  await sees(tab, say.incomplete)
  const name = `kluis-plain-all-to-${new Date().toISOString().slice(0, 10)}-not-complete.csv`
  await tab.byRole('button', SAY.takeout.save({ name })).click()
  const text = await readFile(await driver.downloaded(name), 'utf8')
  const [columns = '', ...rows] = text.split('\r\n')
  const cells = rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [columns.split(',')[at], cell])))
  expect(cells.find((each) => each.Received === '1.250000000')).toMatchObject({
    ...{ Account: 'Account 1', Address: address, Kind: 'received', State: 'final', 'Received Currency': 'testTAO' },
    'Counterparty Address': alice.address,
  })
  // Each account says for itself since when it is watched.
  expect(cells.filter(({ Kind }) => Kind === 'watched')).toMatchObject([{ Account: 'Account 1', Address: address, State: 'not complete' }])
})
