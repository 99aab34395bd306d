/**
 * A pasted text for a field of one line, which only drops line breaks and would glue the words of a copied list together.
 * The breaks around it are no part of it; JSON is put together without them, since a letter breaks it in the middle of a key.
 */
export function onOneLine(text: string): string {
  const whole = text.replace(/^[\s\ufeff]+|[ \t]*[\r\n]\s*$/g, '')
  return whole.startsWith('{') ? whole.replace(/[\r\n\t]+/g, '') : whole.replace(/\s*[\r\n\t]\s*/g, ' ')
}

/** What a field holds once a text was pasted into it, where its caret stands. */
export function pastedInto(field: Pick<HTMLInputElement, 'value' | 'selectionStart' | 'selectionEnd'>, text: string): string {
  const { value, selectionStart, selectionEnd } = field
  const from = selectionStart ?? value.length
  return `${value.slice(0, from)}${onOneLine(text)}${value.slice(selectionEnd ?? from)}`
}

/** The text that fell; undefined where it was files, or nothing. */
export const textOf = (data: Pick<DataTransfer, 'types' | 'getData'>): string | undefined =>
  (!data.types.includes('Files') && data.getData('text')) || undefined
