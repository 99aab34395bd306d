/** A stranger's text in its composed form, with a space for every control character, line's end and mark of direction. */
export const withoutControls = (text: string): string => text.normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')

/** A text as one line that shows what it is: without controls, single spaces, at most so many characters. '' if nothing is left. */
export function oneLine(text: string, most: number): string {
  const plain = withoutControls(text).replace(/\s+/g, ' ').trim()
  return Array.from(plain).slice(0, most).join('').trim()
}

/** A name that every file system takes: letters, numbers and `._-`, at most sixty of them, never hidden, never empty. */
export const fileName = (name: string): string =>
  Array.from(name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-'))
    .slice(0, 60)
    .join('')
    .replace(/^[.-]+|[.-]+$/g, '') || 'account'
