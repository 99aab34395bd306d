import { blake256, fromHex, toHex } from '../../src/units'
import { type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { askTransfer, connectDapp, KNOWN, PASSWORD, sees, settleIn } from '../journeys/person'
import { developmentAccounts } from '../localnet'
import { createChance, rest } from './chance'
import { addPhrase, listAccounts, readViews } from './inside'

const ROUNDS = 12

/** What was told to be done before the browser died. */
type Reported = { accounts: Set<string>; signatures: Set<string> }

/** Makes one account after the other until the browser dies, and notes those that the wallet says are kept. */
async function makeAccounts(popup: Screen, round: number, reported: Reported): Promise<void> {
  for (let at = 0; ; at++) {
    const secret = { phrase: KNOWN.phrase, passphrase: '', path: `//${round}//${at}`, name: `Round ${round}, ${at}` }
    const made = await addPhrase(popup, `account ${round} ${at}`, secret).catch(() => undefined)
    if (!made) return
    reported.accounts.add(made)
  }
}

test('the browser is killed hard while the wallet writes: it is locked afterwards, never new, and what was reported as done is there', async ({
  world,
}) => {
  const { driver, chain, demo } = world
  const chance = createChance()
  const ferdie = developmentAccounts()[5]?.address ?? ''
  const reported: Reported = { accounts: new Set(), signatures: new Set() }
  const settled = await settleIn(driver, chain)
  reported.accounts.add((await readViews(settled.popup)).accounts.first[0]?.id ?? '')
  chain.control({ balance: { address: settled.address, rao: '1000000000000' } })
  await sees(settled.popup, '1,000.0000')
  await connectDapp(driver, await driver.openPage(demo.url), ['Account 1'])

  const dies = (round: number) =>
    test.step(`${round}: dies, and is opened again`, async () => {
      await driver.crash()
      const popup = await driver.openPopup()
      await popup.byRole('heading', 'Locked').waitFor()
      expect((await readViews(popup)).session.status).toBe('locked')
      await popup.byLabel('Password').fill(PASSWORD)
      await popup.byRole('button', 'Unlock').click()
      await popup.byRole('heading', /^Balance/).waitFor()
      const { accounts, sites, activity, notices } = await readViews(popup)
      const all = await listAccounts(popup)
      const ids = new Set(all.map(({ id }) => id))
      expect(ids.size).toBe(accounts.total)
      expect([...reported.accounts].filter((id) => !ids.has(id))).toEqual([])
      expect(sites.items).toHaveLength(1)
      const signed = new Set(activity.first.flatMap((each) => (each.kind === 'own' ? [each.hash] : [])))
      expect([...reported.signatures].filter((hash) => !signed.has(hash))).toEqual([])
      // A copy that the death tore is repaired from the other one, and the person is told; nothing else may have happened.
      const told = notices.items.map(({ id }) => id)
      expect(told.filter((id) => id !== 'copy-repaired')).toEqual([])
      console.log(
        `${driver.kind}, round ${round}: ${accounts.total} accounts (${reported.accounts.size} reported), ${activity.total} signatures${told.length ? ', a copy was repaired' : ''}`,
      )
      return popup
    })

  // The first death comes right after the vault was made.
  for (let round = 1; round <= ROUNDS; round++) {
    const popup = await dies(round)
    if (round % 2) {
      await test.step(`${round}: makes accounts until it dies`, async () => {
        const writing = makeAccounts(popup, round, reported)
        await rest(chance.between(300, 2_500))
        // What is still being made when the browser dies is not reported; it may be there or not.
        void writing.catch(() => undefined)
      })
    } else {
      await test.step(`${round}: signs until it dies`, async () => {
        const dapp = await driver.openPage(demo.url)
        await dapp.byRole('button', 'Connect').click()
        await sees(dapp, '1 account')
        await askTransfer(chain, dapp, ferdie, `1.${100 + round}`, 'Sign only')
        const window = await driver.approvalWindow()
        await window.byRole('button', 'Approve').click()
        if (round % 4) {
          const line = await until('the signed transaction', async () => /signed, not sent: (0x[0-9a-f]+)/.exec(await dapp.text())?.[1])
          reported.signatures.add(toHex(blake256(fromHex(line))))
        } else await rest(chance.between(0, 100))
      })
    }
  }
  await dies(ROUNDS + 1)
  expect(reported.accounts.size).toBeGreaterThan(ROUNDS)
  expect(reported.signatures.size).toBeGreaterThan(0)
})
