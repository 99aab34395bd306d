import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Button } from '../ui'
import { type ErrorCode, TAO } from '../units'
import { type FirstWords, type Language, loadFirstWords, loadWords, pickLanguage } from '../words'
import { theLink, useLink, useView } from './background'
import { later, Waiting } from './later'
import { Notice } from './notice'
import { useFirstWords, WordsProvider } from './words'

const Unlock = later<'Unlock', { waitUntil: number | null }>(() => import('./unlock'), 'Unlock')
const Unreadable = later<'Unreadable', { code: ErrorCode; again(): void }>(() => import('./unreadable'), 'Unreadable')

/**
 * What home says in a language. When another one is chosen, that of before stays until all words of the new one are there: the screen
 * that is open may need any of them.
 */
function useLoadedWords(language: Language): { language: Language; words: FirstWords } | undefined {
  const [loaded, setLoaded] = useState<{ language: Language; words: FirstWords }>()
  useEffect(() => {
    if (loaded?.language === language) return
    let current = true
    const load = loaded ? loadWords : loadFirstWords
    load(language).then((words) => current && setLoaded({ language, words }))
    return () => {
      current = false
    }
  }, [language, loaded])
  return loaded
}

/**
 * Everything: chooses the words, the theme and, by the state of the session, what may be seen at all.
 * @param routes what an open wallet shows; `empty`: there is no wallet yet
 */
export function App({ routes }: { routes: ComponentType<{ empty: boolean }> }) {
  const settings = useView('settings')
  const token = useView('network')?.token ?? TAO
  const speech = useLoadedWords(pickLanguage(settings?.language ?? 'system', navigator.languages))
  const theme = settings?.theme ?? 'system'
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  useEffect(() => {
    if (speech) document.documentElement.lang = speech.language
  }, [speech])
  useEffect(() => {
    const touch = () => theLink().touch()
    for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, touch, { passive: true })
    return () => {
      for (const event of ['pointerdown', 'keydown']) document.removeEventListener(event, touch)
    }
  }, [])
  if (!speech) return null
  return (
    <WordsProvider {...speech} covered={settings?.hideAmounts ?? false} token={token}>
      <Router hook={useHashLocation}>
        <Fallen>
          <Session routes={routes} />
        </Fallen>
      </Router>
    </WordsProvider>
  )
}

function Session({ routes: Routes }: { routes: ComponentType<{ empty: boolean }> }) {
  const { state, again } = useLink()
  const session = useView('session')
  const words = useFirstWords()
  if (state === 'silent' && !session)
    return (
      <Notice title={words.shell.silent} text={words.shell.silentText}>
        <Button look="primary" onClick={again}>
          {words.common.tryAgain}
        </Button>
      </Notice>
    )
  if (!session) return <Waiting />
  if (session.status === 'unreadable') return <Unreadable code={session.code} again={again} />
  if (session.status === 'locked') return <Unlock waitUntil={session.waitUntil} />
  return <Routes empty={session.status === 'empty'} />
}

/** A screen that throws is replaced by a sentence; the rest of the wallet is where it was. */
class Fallen extends Component<{ children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false }
  static getDerivedStateFromError() {
    return { fallen: true }
  }
  override render() {
    return this.state.fallen ? <Apology again={() => this.setState({ fallen: false })} /> : this.props.children
  }
}
function Apology({ again }: { again(): void }) {
  const words = useFirstWords()
  const [, navigate] = useHashLocation()
  return (
    <Notice title={words.shell.fallen} text={words.faults.internal()}>
      <Button
        look="primary"
        onClick={() => {
          navigate('/')
          again()
        }}
      >
        {words.common.home}
      </Button>
    </Notice>
  )
}
