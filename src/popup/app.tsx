import { Component, type ComponentType, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Body, Button, Screen } from '../ui'
import { type Language, loadWords, pickLanguage, type Words } from '../words'
import { theLink, useLink, useView } from './background'
import { useAfter } from './clock'
import { Notice } from './notice'
import { Unlock } from './unlock'
import { Unreadable } from './unreadable'
import { useSayError, useWords, WordsProvider } from './words'

/** The words of a language; those of the one before stay until they are there. */
function useLoadedWords(language: Language): { language: Language; words: Words } | undefined {
  const [loaded, setLoaded] = useState<{ language: Language; words: Words }>()
  useEffect(() => {
    let current = true
    loadWords(language).then((words) => current && setLoaded({ language, words }))
    return () => {
      current = false
    }
  }, [language])
  return loaded
}

/**
 * Everything: chooses the words, the theme and, by the state of the session, what may be seen at all.
 * @param routes what an open wallet shows; `empty`: there is no wallet yet
 */
export function App({ routes }: { routes: ComponentType<{ empty: boolean }> }) {
  const settings = useView('settings')
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
    <WordsProvider {...speech} covered={settings?.hideAmounts ?? false}>
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
  const words = useWords()
  const sayError = useSayError()
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
  if (session.status === 'locked') return <Unlock waitUntil={session.waitUntil} sayError={sayError} />
  return (
    <Suspense fallback={<Waiting />}>
      <Routes empty={session.status === 'empty'} />
    </Suspense>
  )
}

/** Nothing for a moment that nobody notices, then a word. */
function Waiting() {
  const words = useWords()
  const late = useAfter(300)
  return (
    <Screen solo>
      <Body label={words.common.loading}>
        <p className="note solo-middle" role="status">
          {late ? words.common.loading : ''}
        </p>
      </Body>
    </Screen>
  )
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
  const words = useWords()
  const [, navigate] = useHashLocation()
  return (
    <Notice title={words.shell.fallen} text={words.errors.internal({})}>
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
