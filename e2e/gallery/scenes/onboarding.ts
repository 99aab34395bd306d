import type { Words } from '../../../src/words'
import type { Screen } from '../../fixtures/driver'
import { accounts, noSites, wallet } from '../data'
import type { Scene } from '../scene'

const nothing = (now: number) => wallet(now, { session: { status: 'empty' }, accounts: accounts([]), sites: noSites })

const wordsShown = (screen: Screen) =>
  screen.evaluate<string[]>(`[...document.querySelectorAll('ol.words li')].map(({ textContent }) => textContent)`)
const labels = (screen: Screen) =>
  screen.evaluate<string[]>(`[...document.querySelectorAll('form label')].map(({ textContent }) => textContent)`)

/** Shows the words and goes on to the check. @returns them */
async function toTheCheck(screen: Screen, { onboarding }: Words): Promise<string[]> {
  await screen.byRole('button', onboarding.show).click()
  await screen.byRole('list', onboarding.words).waitFor()
  const list = await wordsShown(screen)
  await screen.byRole('button', onboarding.wrote).click()
  await screen.byRole('heading', onboarding.checkTitle).waitFor()
  return list
}
export async function toTheLastStep(screen: Screen, words: Words): Promise<void> {
  const list = await toTheCheck(screen, words)
  for (const label of await labels(screen)) await screen.byLabel(label).fill(list[Number(/\d+/.exec(label)) - 1] ?? '')
  await screen.byRole('button', words.onboarding.continue).click()
}
async function toThePassword(screen: Screen, words: Words): Promise<void> {
  await toTheLastStep(screen, words)
  await screen.byRole('heading', words.onboarding.passwordTitle).waitFor()
}
async function choose(screen: Screen, { onboarding }: Words, password: string, again: string): Promise<void> {
  await screen.byLabel(onboarding.password).fill(password)
  await screen.byLabel(onboarding.repeat).fill(again)
}

/** The first steps of a new vault. */
export const onboardingScenes: readonly Scene[] = [
  { name: 'welcome', route: '/', views: nothing, walked: true },
  { name: 'new-hidden', route: '/new', views: nothing },
  {
    name: 'new-shown-12',
    route: '/new',
    views: nothing,
    steps: (screen, { onboarding }) => screen.byRole('button', onboarding.show).click(),
  },
  {
    name: 'new-shown-24',
    route: '/new',
    views: nothing,
    steps: async (screen, { onboarding }) => {
      await screen.byLabel(onboarding.counts.twentyFour).click()
      await screen.byRole('button', onboarding.show).click()
    },
  },
  {
    name: 'new-check',
    route: '/new',
    views: nothing,
    steps: async (screen, words) => {
      await toTheCheck(screen, words)
    },
  },
  {
    name: 'new-check-wrong',
    route: '/new',
    views: nothing,
    steps: async (screen, words) => {
      const list = await toTheCheck(screen, words)
      const [first = '', second = '', third = ''] = await labels(screen)
      await screen.byLabel(first).fill('zoo')
      await screen.byLabel(second).fill('zoooo')
      await screen.byLabel(third).fill(list[Number(/\d+/.exec(third)) - 1] ?? '')
    },
  },
  { name: 'new-password', route: '/new', views: nothing, steps: toThePassword },
  {
    name: 'new-password-weak',
    route: '/new',
    views: nothing,
    steps: async (screen, words) => {
      await toThePassword(screen, words)
      await choose(screen, words, 'password1234', 'nothing')
      await screen.byText(words.onboarding.tooWeak).waitFor()
    },
  },
  {
    name: 'new-password-strong',
    route: '/new',
    views: nothing,
    steps: async (screen, words) => {
      await toThePassword(screen, words)
      await choose(screen, words, 'correct horse battery staple', 'correct horse battery staple')
      await screen.byText(words.onboarding.strength({ word: words.onboarding.strengths[4] ?? '' })).waitFor()
    },
  },
  {
    name: 'new-password-failed',
    route: '/new',
    views: nothing,
    answers: { createWallet: { error: { code: 'storage-failed', facts: {} } } },
    steps: async (screen, words) => {
      await toThePassword(screen, words)
      await choose(screen, words, 'correct horse battery staple', 'correct horse battery staple')
      await screen.byRole('button', words.onboarding.finish).click()
      await screen.byText(words.errors['storage-failed']({})).waitFor()
    },
  },
]
