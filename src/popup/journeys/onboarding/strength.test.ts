import { dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'
import { checkNewPassword } from '../../../vault/vault'
import { ENOUGH, isLongEnough, strengthOf } from './strength'

/** Those that leaked most often, the commonest first. */
const common = dictionary['passwords-common'] as string[]
/** Which of them could lock a vault, as the two fields of a new password judge it. */
async function taken(passwords: readonly string[]): Promise<string[]> {
  const good: string[] = []
  for (const each of passwords) if (isLongEnough(each) && (await strengthOf(each)) >= ENOUGH) good.push(each)
  return good
}
const refusedByVault = (password: string) => {
  try {
    checkNewPassword(password)
    return false
  } catch {
    return true
  }
}

test('none of the 10,000 most common passwords can lock a vault, and those that are too short not even past the popup', async () => {
  const list = common.slice(0, 10_000)
  expect(list).toHaveLength(10_000)
  expect(list.slice(0, 3)).toEqual(['123456', 'password', '12345678'])
  expect(list.filter((each) => !isLongEnough(each) && !refusedByVault(each))).toEqual([])
  // The floor leaves few of them to judge: all long ones of the whole list, these among them, so that there is something to refuse.
  const long = common.filter(isLongEnough)
  expect(long.length).toBeGreaterThan(300)
  expect(await taken(long)).toEqual([])
})

test('common passwords that were made long by what everybody adds cannot lock a vault', async () => {
  const twice = common.slice(0, 40).map((each) => each.repeat(Math.ceil(12 / each.length)))
  const counted = common.slice(0, 40).map((each) => each.padEnd(12, '123456789012'))
  expect(await taken([...twice, ...counted, '12345678901', '123456789012', 'qwertyuiop[]'])).toEqual([])
})

test('the name of the wallet, and what anybody would add to it, cannot lock a vault', async () => {
  const names = [
    ...['kluis', 'kluiskluiskluis', 'Kluis12345678', 'kluiswallet', 'kluiswallet1', 'kluiswallet2026', 'KluisWallet2026!', 'kluis-wallet'],
    ...['my kluis wallet', 'mykluiswallet', 'kluis password 1', 'kluis wachtwoord', 'mijnkluis2026', 'kluis@kluis.example', 'Kluis!Kluis!'],
    ...[
      'bittensorkluis',
      'Kluis for Bittensor',
      'kluis the bittensor wallet',
      'Kluis Bittensor Wallet 2026',
      'bittensor2026',
      'taotaotaotao',
    ],
    ...['mybittensorwallet', 'kluisbittensorwallet', 'kluis.bittensor.wallet', 'Kluis-Wallet-1', 'kluis 2026 2027', 'Kluis2026!!!!'],
  ]
  expect(await taken(names)).toEqual([])
})

test('a good password stays good, also with such a name in it', async () => {
  const good = ['correct horse battery staple', 'seven yellow herons over Utrecht', 'my kluis keeps seven yellow herons']
  expect(await taken(good)).toEqual(good)
})
