import { beforeEach, expect, test, vi } from 'vitest'
import { catchDrops } from './catch-drops'

class Thing extends EventTarget {
  private readonly kind: string
  constructor(kind: string) {
    super()
    this.kind = kind
  }
  matches(kinds: string): boolean {
    return kinds.split(', ').includes(this.kind)
  }
}
beforeEach(() => void vi.stubGlobal('Element', Thing))

/** Lets something fall onto a thing of the page. @returns whether the browser would open it, and what the pointer promises */
function fall(type: string, kind: string, ...types: string[]) {
  const page = new Thing(kind)
  catchDrops(page)
  const dataTransfer = { types, dropEffect: 'copy' }
  const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer })
  page.dispatchEvent(event)
  return { opens: !event.defaultPrevented, promised: dataTransfer.dropEffect }
}

test('a file that falls anywhere onto a page is not opened by the browser', () => {
  for (const type of ['dragover', 'drop'])
    for (const kind of ['body', 'div', 'input']) expect(fall(type, kind, 'Files')).toEqual({ opens: false, promised: 'none' })
  expect(fall('drop', 'body', 'text/uri-list')).toMatchObject({ opens: false })
})

test('text may be dragged into a field', () => {
  expect(fall('drop', 'input', 'text/plain')).toEqual({ opens: true, promised: 'copy' })
})
