import type { ReactNode } from 'react'
import { Body, Heading, Screen } from '../ui'

/** A screen that says one thing, in place of everything else. */
export function Notice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Screen solo>
      <Body label={title}>
        <div className="stack">
          <Heading>{title}</Heading>
          <p className="text">{text}</p>
          {children}
        </div>
      </Body>
    </Screen>
  )
}
