import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { Heading } from './screen'

export type DangerLevel = 0 | 1 | 2 | 3 | 4
const shapes: Record<DangerLevel, IconName> = { 0: 'l0', 1: 'l1', 2: 'l2', 3: 'l3', 4: 'l4' }

/** How dangerous something is: a shape, a word and bars that agree. @param word the level's name in the language in use */
export function LevelMark({ level, word }: { level: DangerLevel; word: string }) {
  return (
    <span className="level" data-level={level}>
      <Icon name={shapes[level]} />
      {word}
      <span className="gauge" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((bar) => (
          <i key={bar} className={bar <= level ? 'on' : undefined} />
        ))}
      </span>
    </span>
  )
}

/** The framed warning of levels 2 and above, first on the page. */
export function LevelBox({ level, children }: { level: 2 | 3 | 4; children: ReactNode }) {
  return (
    <div className={level >= 3 ? 'level-box level-box--3' : 'level-box'}>
      <Icon name={shapes[level]} />
      <div>{children}</div>
    </div>
  )
}

/** The solid band in the head of what is dangerous; its title is the heading of the screen. */
export function LevelBand({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="level-band">
      <Icon name={shapes[4]} />
      <Heading>{title}</Heading>
      <p>{children}</p>
    </div>
  )
}
