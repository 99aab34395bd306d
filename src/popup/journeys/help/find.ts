import type { Answers } from '../../../words'

export type Answer = { id: string; question: string; answer: readonly string[] }
export type Group = { title: string; items: readonly Answer[] }

/** The answers as a list, in their order. */
export const groupsOf = (answers: Answers): Group[] =>
  Object.values(answers).map(({ title, items }) => ({
    title,
    items: Object.entries(items as Record<string, Omit<Answer, 'id'>>).map(([id, each]) => ({ id, ...each })),
  }))

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Only what has every word of the query in its question or its answer. Case and accents do not count. */
export function find(groups: readonly Group[], query: string): Group[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const fits = ({ question, answer }: Answer) => {
    const text = plain([question, ...answer].join(' '))
    return words.every((word) => text.includes(word))
  }
  return groups.map(({ title, items }) => ({ title, items: items.filter(fits) })).filter(({ items }) => items.length > 0)
}
