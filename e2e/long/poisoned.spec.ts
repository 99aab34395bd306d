import { decodeAddress, toHex } from '../../src/units'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO } from '../journeys/answers'
import { go, goHome } from '../journeys/keys'
import { askFaucet, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'
import { developmentAccounts } from '../localnet'
import { callOf, signed } from '../localnet/signed'

// A thief's address begins and ends like that of somebody whom the person pays. Whoever of the two has the key makes no difference here,
// so the thief is a development account, and the one whom the person knows has an address that was looked for.

const KNOWN = '5HGjWAeFDdHxwr9TZ2NLAoNB12Z1DvACFAj3yxX9Y3kzUMaw'
function findThief(): ReturnType<typeof developmentAccounts>[number] {
  const found = developmentAccounts().find(({ address }) => address.startsWith(KNOWN.slice(0, 5)) && address.endsWith(KNOWN.slice(-4)))
  if (!found) throw new Error('no development account has that beginning and end')
  return found
}

test('dust from such an address is folded away, is told for what it is, and is offered as a recipient nowhere (PHI-02)', async ({
  world: { driver, chain, faucet },
  settled: { popup, address },
}) => {
  const thief = findThief()
  await askFaucet(driver, faucet.url, address, '10')
  await sees(popup, '10.0000')
  await go(popup, '/contacts/new', SAY.contacts.add)
  await popup.byLabel(SAY.contacts.address).fill(KNOWN)
  await popup.byLabel(SAY.contacts.name).fill('Supplier')
  await popup.byRole('button', SAY.contacts.add).click()
  await sees(popup, 'Supplier')
  await goHome(popup)
  const before = free(chain, address)
  const dust = callOf(chain.chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: address }, value: 500n })
  chain.chain.submit(signed(chain.chain, thief.address, thief, dust))
  await until('the dust to come', () => free(chain, address) === before + 500n)
  expect(before).toBe(10n * TAO)

  await go(popup, '/activity', SAY.common.activity)
  await sees(popup, SAY.ledger.dustHidden({ count: 1, text: '1' }))
  const ends = thief.address.slice(0, 8)
  const text = () => popup.text()
  expect(await text()).not.toContain('0.0000005')
  expect(await text()).not.toContain(ends)
  await popup.byRole('button', SAY.ledger.showDust).click()
  await popup.byRole('link', new RegExp(SAY.ledger.small({ count: 1, text: '1' }))).click()
  await sees(popup, SAY.ledger.dustText)

  // Neither the form, nor the list to choose from, nor a search in it knows the thief.
  await go(popup, '/send', SAY.send.title)
  await popup.byRole('button', 'Supplier').waitFor()
  const whole = decodeAddress(thief.address).accountId
  const html = () => popup.evaluate<string>('document.documentElement.outerHTML.replaceAll(" ", "")')
  for (const trace of [thief.address, toHex(whole)]) expect(await html()).not.toContain(trace)
  const recipient = popup.byLabel(SAY.send.recipient)
  await recipient.fill(ends)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const trace of [thief.address, toHex(whole)]) expect(await html()).not.toContain(trace)
})
