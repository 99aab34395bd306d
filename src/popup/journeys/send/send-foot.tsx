import { Button, type ButtonProps, Foot } from '../../../ui'
import { useNetwork } from '../../frame'
import { useWords } from '../../words'

/**
 * The foot of a form that sends: why it does not go on, and the way to the review.
 * @param stopped a recipient is wrong
 * @param ready the form itself is right; without a node it does not go on all the same
 */
export function SendFoot({
  stopped,
  ready,
  ...button
}: { stopped: boolean; ready: boolean } & Pick<ButtonProps, 'busy' | 'type' | 'form' | 'onClick'>) {
  const { send: say } = useWords()
  const { settled } = useNetwork()
  return (
    <Foot one>
      {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{say.offline}</p>}
      {stopped && <p className="foot-note">{say.correctFirst}</p>}
      <Button look="primary" disabled={!ready || settled !== 'online'} {...button}>
        {say.review}
      </Button>
    </Foot>
  )
}
