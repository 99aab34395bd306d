import { useEffect, useState } from 'react'
import { useWords } from '../popup'
import { Button } from '../ui'

export type Written = { name: string; bytes: Uint8Array }

/** Hands a file to the browser, which asks or puts it among the downloads. @param saved it was, and something else is to be done next */
export function SaveButton({ file, saved = false, onSaved }: { file: Written; saved?: boolean; onSaved(): void }) {
  const { takeout } = useWords()
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([file.bytes as BlobPart], { type: 'application/octet-stream' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <Button
      {...(saved ? {} : { look: 'primary' as const })}
      wide
      icon="file"
      onClick={() => {
        if (!url) return
        const link = document.createElement('a')
        link.href = url
        link.download = file.name
        link.click()
        onSaved()
      }}
    >
      {takeout.save({ name: file.name })}
    </Button>
  )
}

/** A name that every file system takes. */
export const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60) || 'account'
