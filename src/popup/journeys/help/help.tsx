import { use, useEffect, useState } from 'react'
import { useParams } from 'wouter'
import { Banner, Icon, SearchField, Section } from '../../../ui'
import { type Answers, type Language, loadAnswers } from '../../../words'
import { Step } from '../../frame'
import { useLanguage, useWords } from '../../words'
import { type Answer, find, groupsOf } from './find'

const loaded = new Map<Language, Promise<Answers>>()
/** One promise for each language: the screen waits for the same one however often it is drawn. */
function answersIn(language: Language): Promise<Answers> {
  const known = loaded.get(language) ?? loadAnswers(language)
  loaded.set(language, known)
  return known
}

/** Questions and answers; `/help/fees` opens one of them. */
export function Help() {
  const { help } = useWords()
  const groups = groupsOf(use(answersIn(useLanguage())))
  const { id } = useParams()
  const [query, setQuery] = useState('')
  const found = find(groups, query)
  const count = found.reduce((sum, { items }) => sum + items.length, 0)
  const asked = query.trim() !== ''
  return (
    <Step title={help.title} onBack={() => history.back()}>
      <div className="stack">
        <Banner kind="danger" icon="shield" box>
          <strong>{help.scamTitle}</strong>
          <p>{help.scam}</p>
        </Banner>
        <SearchField label={help.search} hint={help.searchHint} value={query} onChange={setQuery} />
      </div>
      <p className="note" aria-live="polite">
        {asked && (count ? help.found({ count }) : help.none)}
      </p>
      {found.map(({ title, items }) => (
        <div key={title}>
          <Section title={title} />
          {items.map((item) => (
            <Question key={item.id} item={item} wanted={item.id === id} />
          ))}
        </div>
      ))}
    </Step>
  )
}

function Question({ item: { id, question, answer }, wanted }: { item: Answer; wanted: boolean }) {
  const place = `answer-${id}`
  useEffect(() => {
    if (!wanted) return
    const element = document.getElementById(place)
    if (element instanceof HTMLDetailsElement) element.open = true
    element?.scrollIntoView({ block: 'start' })
  }, [wanted, place])
  return (
    <details className="more" id={place}>
      <summary>
        <Icon name="go" size={16} />
        {question}
      </summary>
      <div className="in stack stack-8">
        {answer.map((each) => (
          <p key={each} className="text">
            {each}
          </p>
        ))}
      </div>
    </details>
  )
}
