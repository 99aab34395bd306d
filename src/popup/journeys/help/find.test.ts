import { expect, test } from 'vitest'
import { answers as en } from '../../../words/en/answers'
import { answers as nl } from '../../../words/nl/answers'
import { find, groupsOf } from './find'

const idsOf = (groups: ReturnType<typeof find>) => groups.flatMap(({ items }) => items.map(({ id }) => id))

test('both languages answer the same questions, in the same order, each under an address of its own', () => {
  const [english, dutch] = [en, nl].map((each) => idsOf(groupsOf(each)))
  expect(dutch).toEqual(english)
  expect(new Set(english).size).toBe(english?.length)
  expect(english?.filter((id) => !/^[a-z]+$/.test(id))).toEqual([])
})

test('what a newcomer asks is answered', () => {
  const asked = ['coldkey', 'hotkey', 'alpha', 'tao', 'subnet', 'root', 'fees', 'deposit', 'exit', 'closed', 'time', 'final', 'backup']
  expect(idsOf(groupsOf(en))).toEqual(expect.arrayContaining([...asked, 'hosts', 'words', 'report']))
})

test('every answer is whole sentences, and no two languages share one', () => {
  const texts = (groups: ReturnType<typeof groupsOf>) => groups.flatMap(({ items }) => items.flatMap(({ answer }) => [...answer]))
  const [english, dutch] = [texts(groupsOf(en)), texts(groupsOf(nl))]
  for (const each of [...english, ...dutch]) expect(each).toMatch(/^\S.*[.]$/s)
  expect(dutch.filter((each) => english.includes(each))).toEqual([])
  expect(dutch).toHaveLength(english.length)
})

test('a search finds every word, in question or answer, whatever the case and the accents', () => {
  const groups = groupsOf(en)
  expect(idsOf(find(groups, ''))).toEqual(idsOf(groups))
  expect(idsOf(find(groups, 'EXISTENTIAL dépôsit'))).toEqual(['deposit'])
  expect(idsOf(find(groups, '  netuid '))).toContain('subnet')
  expect(idsOf(find(groups, 'coldkey zebra'))).toEqual([])
})
