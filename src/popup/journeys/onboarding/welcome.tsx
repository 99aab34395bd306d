import { useLocation } from 'wouter'
import { Body, Button, Heading, Mark, Screen } from '../../../ui'
import { isFleeting, openInTab } from '../../place'
import { useWords } from '../../words'

/** The first thing that anybody sees. What follows happens in a tab: a popup closes at the first click elsewhere, and words would be lost. */
export function Welcome() {
  const words = useWords().onboarding
  const [, navigate] = useLocation()
  const make = async () => {
    if (await isFleeting()) await openInTab('/new')
    else navigate('/new')
  }
  return (
    <Screen solo>
      <Body label={words.welcome}>
        <div className="solo">
          <div>
            <Mark size={48} />
          </div>
          <div className="stack stack-12 solo-low">
            <Heading className="display" title={words.welcome}>
              {words.titleTop}
              <br />
              {words.titleEnd}
            </Heading>
            <p className="lead quiet">{words.lead}</p>
          </div>
          <div className="stack stack-8">
            <Button look="primary" wide onClick={() => void make()}>
              {words.make}
            </Button>
            <Button wide onClick={() => void openInTab('/', 'import')}>
              {words.have}
            </Button>
            <p className="note">{words.haveNote}</p>
          </div>
        </div>
      </Body>
    </Screen>
  )
}
