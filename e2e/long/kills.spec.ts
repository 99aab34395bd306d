import { type Driver, PATIENCE_MS, type Screen, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { askTransfer, KNOWN, sees, settleIn, unlock } from '../journeys/person'
import { developmentAccounts } from '../localnet'
import { type Chance, createChance, rest } from './chance'
import { addPhrase, ownProblems, readViews } from './inside'

// @polkadot/api signs for 32 blocks, which are six minutes of finney: with the blocks of other journeys they would be over in eight seconds.
test.use({ blockTimeMs: 1_000 })

const LONG = 90_000
const RAO = 1_000_000_000n

/** Kills the background again and again. `stop` ends it and tells how often it died. */
function startKilling(driver: Driver, chance: Chance): { stop(): Promise<number> } {
  let over = false
  let count = 0
  const killing = (async () => {
    while (!over) {
      await rest(chance.between(1_500, 5_000))
      if (over) return
      await driver.killBackground()
      count += 1
    }
  })()
  // Told by stop(); until then it must not end the process.
  killing.catch(() => undefined)
  return {
    stop: async () => {
      over = true
      await killing
      return count
    },
  }
}

/** Presses a button as often as it is there to be pressed, until the thing is seen to be over: whose background died is shown it again. */
async function press(what: string, find: () => Promise<Screen | undefined>, button: string | RegExp, over: () => Promise<boolean>) {
  await until(
    `${what} to be over`,
    async () => {
      if (await over()) return true
      const found = (await find())?.byRole('button', button).nth(0)
      if (found && (await found.isVisible()) && (await found.isEnabled())) await found.click()
      return false
    },
    LONG,
  )
}

const windowOf = (driver: Driver) => async () => ((await driver.hasApprovalWindow()) ? driver.approvalWindow(1_000) : undefined)
const WAITING = ['nothing yet', 'waiting for the wallet']
const output = (dapp: Screen, name: 'Transaction' | 'Signature') => dapp.byRole('status', name)

/** Forgets what an output said of the request before. */
const forget = (dapp: Screen) => dapp.evaluate(`for (const each of document.querySelectorAll('output')) each.textContent = 'nothing yet'`)

async function chooseAccount(dapp: Screen, address: string): Promise<void> {
  const label = await dapp.evaluate<string>(
    `[...document.querySelectorAll('#account option')].find((each) => each.value === ${JSON.stringify(address)})?.label ?? ''`,
  )
  await dapp.byLabel('Account').choose(label)
}

/** Answers what the dApp asked, and sees what the page was told and the window close. */
async function answer(
  driver: Driver,
  dapp: Screen,
  name: 'Transaction' | 'Signature',
  button: 'Approve' | 'Sign' | 'Reject',
): Promise<string> {
  const told = async () => {
    const text = await output(dapp, name).text()
    return WAITING.includes(text) ? undefined : text
  }
  await press(`the request (${button})`, windowOf(driver), button, async () => (await told()) !== undefined)
  const text =
    name === 'Signature'
      ? await until('the verdict', told)
      : await until('the end of the transaction', async () => /^(finalized|error)/.exec((await told()) ?? '')?.input, LONG)
  await until('the approval window to be gone', async () => !(await driver.hasApprovalWindow()))
  return text
}

/** An own transfer, from home to finality and home again. */
async function sendOwn(popup: Screen, to: string, amount: string, isThere: () => boolean): Promise<void> {
  const here = async () => popup
  await popup.byRole('button', 'Send').click()
  await popup.byLabel('Recipient').fill(to)
  await popup.byLabel('Amount in TAO').fill(amount)
  const agree = popup.byRole('button', /^Send \d/)
  const done = popup.byRole('button', 'Done')
  await press('the form', here, 'Review', () => agree.isVisible())
  // The answer to the press may be lost with the background: then the chain tells whether it went, and the screen stays at the review.
  await press('the review', here, /^Send \d/, async () => (await done.isVisible()) || isThere())
  await until('the transfer on the chain', isThere, LONG)
  if (await done.isVisible()) await sees(popup, 'it can no longer be undone', LONG)
  await press('the way home', here, /^(Done|Back)$/, () => popup.byRole('heading', 'Balance of 2 accounts').isVisible())
}

async function rename(popup: Screen, from: string, to: string): Promise<void> {
  await popup.byRole('link', new RegExp(`^${from}`)).click()
  await popup.byRole('button', 'Name and note').click()
  await popup.byLabel('Name').fill(to)
  const dialog = popup.byRole('dialog')
  await press(
    'the new name',
    async () => popup,
    'Save',
    async () => !(await dialog.isVisible()),
  )
  await sees(popup, to)
  await press(
    'the way home',
    async () => popup,
    'Back',
    () => popup.byRole('heading', 'Balance of 2 accounts').isVisible(),
  )
}

test('while the background dies every few seconds, every request ends once, nothing is sent twice and nothing is lost', async ({
  world,
}) => {
  const { driver, chain, demo } = world
  const chance = createChance()
  const ferdie = developmentAccounts()[5]?.address ?? ''
  const { popup, address: first } = await settleIn(driver, chain)
  await popup.byRole('link', 'Settings').click()
  await popup.byLabel('60 min').click()
  await popup.byRole('link', 'Home').click()
  const [{ path, address: second }] = KNOWN.accounts
  await addPhrase(popup, 'the second one', { phrase: KNOWN.phrase, passphrase: KNOWN.passphrase, path, name: 'Second' })
  await popup.byRole('heading', 'Balance of 2 accounts').waitFor()
  for (const address of [first, second]) chain.control({ balance: { address, rao: String(1_000n * RAO) } })
  await sees(popup, '2,000.0000')
  const account = (address: string) => chain.chain.account(address)
  const before = { first: account(first).nonce, second: account(second).nonce, ferdie: account(ferdie).data.free }
  const expected = { first: 0, second: 0, ferdie: 0n, entries: 0 }
  const dapp = await driver.openPage(demo.url)

  const killing = startKilling(driver, chance)
  await test.step('connects', async () => {
    await dapp.byRole('button', 'Connect').click()
    await press('the connection', windowOf(driver), /^Connect \d/, async () => {
      const window = await windowOf(driver)()
      for (const name of window ? ['Account 1', 'Second'] : []) {
        const box = window?.byRole('checkbox', name)
        if (box && (await box.isVisible()) && !(await box.isChecked())) await box.click()
      }
      return dapp.byText(/\d accounts?$/).isVisible()
    })
    await sees(dapp, '2 accounts')
  })
  let name = 'Second'
  for (let at = 1; at <= 20; at++) {
    const address = chance.whole(0, 1) ? first : second
    await forget(dapp)
    if (at % 4 === 0) {
      await test.step(`${at}: signs a message`, async () => {
        await chooseAccount(dapp, address)
        await dapp.byLabel('Message').fill(`Message ${at}`)
        await dapp.byRole('button', 'Sign message').click()
        expect(await answer(driver, dapp, 'Signature', 'Sign')).toBe('valid, wrapped in <Bytes>')
      })
      await test.step(`${at}: renames, and the page hears of it`, async () => {
        await rename(popup, name, `Second ${at}`)
        name = `Second ${at}`
        await until('the page to hear the new name', () =>
          dapp.evaluate<boolean>(`[...document.querySelectorAll('#account option')].some((each) => each.label.startsWith('${name} '))`),
        )
      })
    } else if (at % 10 === 7) {
      await test.step(`${at}: rejects a transfer`, async () => {
        await chooseAccount(dapp, address)
        await askTransfer(chain, dapp, ferdie, '500')
        expect(await answer(driver, dapp, 'Transaction', 'Reject')).toMatch(/^error: .*Rejected by user/)
      })
    } else {
      await test.step(`${at}: approves a transfer`, async () => {
        await chooseAccount(dapp, address)
        await askTransfer(chain, dapp, ferdie, `1.${100 + at}`)
        expect(await answer(driver, dapp, 'Transaction', 'Approve')).toMatch(/^finalized/)
        expected[address === first ? 'first' : 'second'] += 1
        expected.ferdie += RAO + BigInt(100 + at) * 1_000_000n
        expected.entries += 1
      })
    }
    if (at % 5 === 0)
      await test.step(`${at}: sends by itself`, async () => {
        const { nonce } = account(first)
        await sendOwn(popup, ferdie, `2.${100 + at}`, () => account(first).nonce > nonce)
        expected.first += 1
        expected.ferdie += 2n * RAO + BigInt(100 + at) * 1_000_000n
        expected.entries += 1
      })
  }
  const kills = await killing.stop()
  console.log(`${driver.kind}: the background was killed ${kills} times`)
  expect(kills).toBeGreaterThan(10)

  await test.step('sees that everything happened once', async () => {
    await rest(2_000)
    expect(account(first).nonce - before.first).toBe(expected.first)
    expect(account(second).nonce - before.second).toBe(expected.second)
    expect(account(ferdie).data.free - before.ferdie).toBe(expected.ferdie)
    expect(chain.chain.pending).toEqual([])
    // What came to the accounts stands there, too.
    const own = ({ activity }: Pick<Awaited<ReturnType<typeof readViews>>, 'activity'>) =>
      activity.first.flatMap((each) => (each.kind === 'own' ? [each] : []))
    const final = (views: Awaited<ReturnType<typeof readViews>>) => own(views).filter(({ status }) => status.phase === 'final').length
    await until('the activity to be final', async () => final(await readViews(popup)) === expected.entries, LONG)
    const views = await readViews(popup)
    expect(own(views)).toHaveLength(expected.entries)
    expect(new Set(own(views).map(({ hash }) => hash)).size).toBe(expected.entries)
    expect(views.requests.items).toEqual([])
  })
  await test.step('opens the vault again, with all accounts', async () => {
    await popup.byRole('button', 'Lock').click()
    await unlock(popup)
    await popup.byRole('heading', 'Balance of 2 accounts').waitFor({ timeoutMs: PATIENCE_MS })
    for (const each of ['Account 1', name]) await sees(popup, each)
  })
  expect(await ownProblems(driver)).toEqual([])
})
