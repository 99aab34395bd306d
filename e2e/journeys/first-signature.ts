import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import type { World } from '../fixtures/world'
import { developmentAccounts } from '../localnet'
import type { Journey } from './journey'
import {
  askFaucet,
  askTransfer,
  chooseLocalNode,
  choosePassword,
  connectDapp,
  enterPhrase,
  expectEqual,
  fullAddress,
  KNOWN,
  keepAs,
  PASSWORD,
  SAY,
  sees,
  typeWords,
  unlock,
  writeWordsDown,
} from './person'

type Notes = {
  popup: Screen
  dapp: Screen
  /** Address of the first account. */
  address: string
  /** //Ferdie, who gets what is sent. */
  ferdie: string
}

const RAO = 1_000_000_000n
const freeOnChain = ({ chain }: World, address: string) => chain.chain.account(address).data.free
const output = (dapp: Screen, name: 'Transaction' | 'Signature') => dapp.byRole('status', name)

/** Answers the request that waits in the approval window, and sees the window close. */
async function answer(world: World, button: 'Approve' | 'Sign' | 'Reject', look?: (window: Screen) => Promise<void>): Promise<void> {
  const window = await world.driver.approvalWindow()
  await window.byRole('button', button).waitFor()
  await look?.(window)
  await world.picture(window)
  await window.byRole('button', button).click()
  await window.closed()
}

/** From nothing to a signature that a chain accepted. */
export const firstSignature: Journey<Notes> = {
  name: 'a first signature',
  begin: () => ({}) as Notes,
  steps: [
    {
      name: 'Onboarding: 24 words and 12 words are shown, wrong words are refused, a weak password too; then home with address, tile and balance',
      run: async ({ driver, chain, picture }, notes) => {
        const popup = await driver.openPopup()
        notes.popup = popup
        await picture(popup)
        notes.ferdie = developmentAccounts()[5]?.address ?? ''
        await popup.byRole('button', 'Make a new vault').click()
        await popup.byLabel('24 words').click()
        expectEqual('the count of words', (await writeWordsDown(popup)).length, 24)
        await popup.byLabel('12 words').click()
        const words = await writeWordsDown(popup)
        expectEqual('the count of words', words.length, 12)
        await picture(popup)
        await popup.byRole('button', 'I wrote them down').click()
        await typeWords(
          popup,
          words.map(() => 'zoo'),
        )
        await sees(popup, 'This is not word')
        await picture(popup)
        if (await popup.byRole('button', 'Continue').isEnabled()) throw new Error('wrong words were accepted')
        await typeWords(popup, words)
        await popup.byRole('button', 'Continue').click()
        await popup.byLabel('Password').fill('password1234')
        await sees(popup, 'too easy to guess')
        await picture(popup)
        await choosePassword(popup, 'Make the vault')
        await popup.byRole('heading', 'Balance').waitFor()
        await chooseLocalNode(popup, chain)
        notes.address = await fullAddress(popup)
        if (!/^5[1-9A-HJ-NP-Za-km-z]{47}$/.test(notes.address)) throw new Error(`${notes.address} is no address of Bittensor`)
        await sees(popup, 'This vault is empty.')
        await sees(popup, '0.0000')
        expectEqual('the count of tiles', await popup.evaluate('document.querySelectorAll("main .id").length'), 1)
      },
    },
    {
      name: 'The faucet gives test TAO: the balance appears while the popup is open, and is right when it is opened later',
      run: async ({ driver, faucet }, notes) => {
        await askFaucet(driver, faucet.url, notes.address, '100')
        await sees(notes.popup, '100.0000')
        await notes.popup.close()
        await askFaucet(driver, faucet.url, notes.address, '20.5')
        notes.popup = await driver.openPopup()
        await sees(notes.popup, '120.5000')
      },
    },
    {
      name: 'A second coldkey from a phrase with path and passphrase, in three kinds: the address is shown before it is kept; bad words, bad paths and duplicates have exact errors',
      run: async ({ driver, picture }, { popup, address }) => {
        const tab = await driver.openImport()
        await picture(tab)
        await enterPhrase(tab, { phrase: 'legal winner thank year' })
        await sees(tab, SAY.errors['mnemonic-length']({ count: '4' }))
        await enterPhrase(tab, { phrase: KNOWN.phrase.replace('sausage', 'sausages') })
        await sees(tab, SAY.errors['mnemonic-word']({ position: '6' }))
        await picture(tab)
        await enterPhrase(tab, { phrase: KNOWN.phrase.replace('legal winner', 'winner legal') })
        await sees(tab, SAY.errors['mnemonic-checksum']({}))
        await enterPhrase(tab, { phrase: KNOWN.phrase, path: 'staking', passphrase: KNOWN.passphrase })
        await sees(tab, SAY.errors['suri-path']({ path: 'staking' }))
        for (const { type, path, address: expected } of KNOWN.accounts) {
          await enterPhrase(tab, { ...KNOWN, type, path })
          await tab.byRole('heading', SAY.bring.checkTitle({ count: 1 })).waitFor()
          expectEqual(`the ${type} address`, await fullAddress(tab), expected)
          await picture(tab)
          await keepAs(tab, `Second ${type}`)
          await sees(popup, `Second ${type}`)
          await tab.byRole('button', SAY.bring.bringMore).click()
        }
        const [first] = KNOWN.accounts
        await enterPhrase(tab, { ...KNOWN, type: first.type, path: first.path })
        await sees(tab, SAY.bring.here({ name: 'Second sr25519' }))
        if (await tab.byRole('button', SAY.bring.keep({ count: 0 })).isEnabled()) throw new Error('the same account could be kept twice')
        await tab.close()
        await popup.byRole('link', /^Account 1/).click()
        expectEqual('the first account', await fullAddress(popup), address)
        await popup.byRole('button', 'Back').click()
        await popup.byRole('button', 'Back').click()
        await popup.byRole('heading', 'Balance of 4 accounts').waitFor()
      },
    },
    {
      name: 'The demo dApp finds Kluis before its first script, connects, and sees exactly the two accounts that were chosen',
      run: async ({ driver, demo }, notes) => {
        const dapp = await driver.openPage(demo.url)
        notes.dapp = dapp
        const early = await dapp.evaluate<string[]>('window.walletsAtFirstScript')
        if (!early.includes('kluis')) throw new Error(`the page saw ${early.join(', ') || 'no wallet'} at its first script`)
        await connectDapp(driver, dapp, ['Account 1', 'Second ed25519'])
        const options = await dapp.evaluate<string[]>('[...document.querySelector("#account").options].map((each) => each.value)')
        expectEqual('what the page sees', options.sort().join(), [notes.address, KNOWN.accounts[1].address].sort().join())
        await dapp.byLabel('Account').choose(`Account 1 (${notes.address})`)
      },
    },
    {
      name: 'It asks for Balances.transfer_keep_alive: the window shows all that matters, approving signs, the chain includes and finalises, both balances change, activity tells it',
      run: async (world, { dapp, address, ferdie, popup }) => {
        const before = { mine: freeOnChain(world, address), theirs: freeOnChain(world, ferdie) }
        await askTransfer(world.chain, dapp, ferdie, '1.5')
        await answer(world, 'Approve', async (window) => {
          const text = await window.text()
          const expected = [
            world.demo.url.slice(7, world.demo.url.indexOf('/', 7)),
            'Account 1',
            '1.500000000 τ',
            ferdie.replace(/(.{4})(?!$)/g, '$1 '),
            address.replace(/(.{4})(?!$)/g, '$1 '),
            'Network fee',
            'Tip',
            'Leaves at most',
            'Balances.transfer_keep_alive',
            'Local',
            'nonce 0',
            'You have never paid this address before.',
          ]
          const squeeze = (each: string) => each.replace(/\s/g, '')
          for (const each of expected)
            if (!squeeze(text).includes(squeeze(each))) throw new Error(`the window does not say "${each}": ${text}`)
          if (!/\d+ min · nonce 0 · tip 0/.test(text)) throw new Error(`the window does not tell the validity: ${text}`)
        })
        await until('the page to see it final', async () => (await output(dapp, 'Transaction').text()).startsWith('finalized'), 60_000)
        const after = { mine: freeOnChain(world, address), theirs: freeOnChain(world, ferdie) }
        expectEqual('what the recipient got', after.theirs - before.theirs, (15n * RAO) / 10n)
        if (!(before.mine - after.mine > (15n * RAO) / 10n)) throw new Error('the sender paid no fee')
        await popup.byRole('link', /^Activity/).click()
        await sees(popup, 'Final', 30_000)
        await sees(popup, '−1.5000')
        await world.picture(popup)
        await popup.byRole('link', 'Home').click()
      },
    },
    {
      name: 'The wallet itself sends a transfer: recipient, amount, review, status to finality',
      run: async (world, { popup, ferdie }) => {
        const before = freeOnChain(world, ferdie)
        await popup.byRole('button', 'Send').click()
        await popup.byLabel('From').choose(await optionOf(popup, 'Account 1'))
        await popup.byLabel('Recipient').fill(ferdie.slice(0, -1))
        await sees(popup, 'This is not an address')
        await popup.byLabel('Recipient').fill(ferdie)
        await popup.byLabel('Amount in TAO').fill('100000')
        await sees(popup, 'at most')
        await popup.byLabel('Amount in TAO').fill('2.25')
        await sees(popup, 'Leaves')
        await world.picture(popup)
        await popup.byRole('button', 'Review').click()
        await sees(popup, '2.250000000 τ')
        expectEqual('the recipient on the review', await fullAddress(popup), ferdie)
        await world.picture(popup)
        await popup.byRole('button', /^Send 2\.25/).click()
        await sees(popup, /Sending to|Sent to/)
        await world.picture(popup)
        await sees(popup, 'it can no longer be undone', 60_000)
        await world.picture(popup)
        expectEqual('what the recipient got', freeOnChain(world, ferdie) - before, (225n * RAO) / 100n)
        await popup.byRole('button', 'Done').click()
      },
    },
    {
      name: 'A text is signed: shown as text, wrapped in <Bytes>, verified by the page; also by the ed25519 key',
      run: async (world, { dapp, address }) => {
        for (const [name, account] of [
          ['Account 1', address],
          ['Second ed25519', KNOWN.accounts[1].address],
        ] as const) {
          await dapp.byLabel('Account').choose(`${name} (${account})`)
          await dapp.byLabel('Message').fill(`I am ${name}, and I say so.`)
          await dapp.byRole('button', 'Sign message').click()
          await answer(world, 'Sign', async (window) => {
            await sees(window, `I am ${name}, and I say so.`)
            await sees(window, 'It moves nothing.')
          })
          await until('the verdict', async () => (await output(dapp, 'Signature').text()) === 'valid, wrapped in <Bytes>')
        }
        await dapp.byLabel('Account').choose(`Account 1 (${address})`)
      },
    },
    {
      name: 'A rejection, a closed window and a lock each end in the right error at the page',
      run: async (world, { dapp, popup, ferdie }) => {
        const status = (text: RegExp) => until(`the page to say ${text}`, async () => text.test(await output(dapp, 'Transaction').text()))
        await askTransfer(world.chain, dapp, ferdie, '1', 'Sign only')
        await answer(world, 'Reject')
        await status(/error: .*Rejected by user/)
        await askTransfer(world.chain, dapp, ferdie, '1', 'Sign only')
        const closed = await world.driver.approvalWindow()
        await closed.byRole('button', 'Approve').waitFor()
        await closed.close()
        await status(/error: .*Rejected by user/)
        await askTransfer(world.chain, dapp, ferdie, '1', 'Sign only')
        const locked = await world.driver.approvalWindow()
        await locked.byRole('button', 'Approve').waitFor()
        await popup.byRole('button', 'Lock').click()
        await status(/error: .*locked/)
        if (!(await locked.isClosed())) await locked.closed()
        await sees(popup, 'Locked')
        await unlock(popup)
        await popup.byRole('heading', /^Balance of/).waitFor()
      },
    },
    {
      name: 'The background dies while a request waits: the same request is shown again, and is signed exactly once',
      run: async (world, { dapp, popup, ferdie, address }) => {
        const before = freeOnChain(world, ferdie)
        const nonce = world.chain.chain.account(address).nonce
        await askTransfer(world.chain, dapp, ferdie, '3')
        const window = await world.driver.approvalWindow()
        await window.byRole('button', 'Approve').waitFor()
        await world.driver.killBackground()
        await sees(window, '3.000000000 τ')
        await world.picture(window)
        await window.byRole('button', 'Approve').click()
        await window.closed()
        await until('the page to see it final', async () => (await output(dapp, 'Transaction').text()).startsWith('finalized'), 60_000)
        expectEqual('what the recipient got', freeOnChain(world, ferdie) - before, 3n * RAO)
        expectEqual('the nonce', world.chain.chain.account(address).nonce, nonce + 1)
        await popup.byRole('heading', /^Balance of/).waitFor()
      },
    },
    {
      name: 'A wrong password is told and changes nothing, the right one opens; it locks at the deadline; after a restart of the browser it is locked and the accounts are there',
      run: async (world, notes) => {
        const { driver } = world
        const { popup } = notes
        await popup.byRole('button', 'Lock').click()
        await unlock(popup, 'not the password at all')
        await sees(popup, 'Wrong password. The vault is unchanged.')
        await world.picture(popup)
        await unlock(popup)
        await popup.byRole('heading', /^Balance of/).waitFor()
        await popup.byRole('link', 'Settings').click()
        await popup.byLabel('1 min').click()
        await popup.byRole('link', 'Home').click()
        const start = Date.now()
        await sees(popup, 'Locked', 120_000)
        const took = Date.now() - start
        if (took < 45_000) throw new Error(`it locked after ${took} ms, before its minute was over`)
        await driver.restart()
        notes.popup = await driver.openPopup()
        await sees(notes.popup, 'Locked')
        await unlock(notes.popup, PASSWORD)
        await notes.popup.byRole('heading', 'Balance of 4 accounts').waitFor()
        for (const name of ['Account 1', 'Second sr25519', 'Second ed25519', 'Second ecdsa']) await sees(notes.popup, name)
      },
    },
  ],
}

/** The label of the option that begins with a name: the rest of it is a balance. */
async function optionOf(screen: Screen, name: string): Promise<string> {
  return until(`an option ${name}`, () =>
    screen.evaluate<string | undefined>(
      `[...document.querySelectorAll('option')].find((each) => each.textContent.startsWith(${JSON.stringify(name)}))?.textContent`,
    ),
  )
}
