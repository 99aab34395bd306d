import { useRef, useState } from 'react'
import { useParams } from 'wouter'
import { ErrorBanner, filledOf, goToWallet, Step, sendRoute, useCommand, useWords } from '../popup'
import { Button, Foot, Heading } from '../ui'
import { KluisError } from '../units'
import { readAddressCode } from './address-code'
import { Camera } from './camera'
import { readPicture } from './code'
import { isPicture } from './picture'

const MOST_PICTURE = 16 * 1_048_576

/** The code of somebody's address, read by the camera or from a picture; then the form that sends, with the address in it. */
export function Scan() {
  const { contacts: say, common } = useWords()
  const { id, amount } = useParams<{ id?: string; amount?: string }>()
  // What stood in the form already.
  const kept = filledOf({ amount })
  const [camera, setCamera] = useState(true)
  const files = useRef<HTMLInputElement>(null)
  const { busy, error, run, forget } = useCommand()
  const take = (code: string) => {
    // Only an address goes on, and an amount: a code with anything else in it stays here.
    const { address, amount } = readAddressCode(code)
    goToWallet(sendRoute(id, amount ? { to: address, amount } : { ...kept, to: address }))
  }
  const choose = () => {
    setCamera(false)
    files.current?.click()
  }
  const picture = (file: File) =>
    void run(async () => {
      const bytes = file.size > MOST_PICTURE ? undefined : new Uint8Array(await file.arrayBuffer())
      if (!bytes || !isPicture(bytes)) throw new KluisError('qr-not-found')
      take(await readPicture(bytes))
    })
  return (
    <Step
      title={say.scanBar}
      heading={false}
      onBack={() => goToWallet(sendRoute(id, kept))}
      foot={
        <Foot>
          <Button busy={busy} onClick={choose}>
            {say.scanPicture}
          </Button>
          <Button
            look="primary"
            icon="qr"
            onClick={() => {
              forget()
              setCamera(true)
            }}
          >
            {say.scanCamera}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{say.scanTitle}</Heading>
        <p className="text">{say.scanText}</p>
        <ErrorBanner error={error} kind="caution" />
        {busy && (
          <p className="note" role="status">
            {common.loading}
          </p>
        )}
        <input
          ref={files}
          type="file"
          accept="image/*"
          className="vh"
          tabIndex={-1}
          aria-label={say.scanPicture}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) picture(file)
            target.value = ''
          }}
        />
      </div>
      {camera && (
        <Camera
          onClose={() => setCamera(false)}
          onPicture={choose}
          onText={(code) => {
            setCamera(false)
            void run(async () => take(code))
          }}
        />
      )}
    </Step>
  )
}
