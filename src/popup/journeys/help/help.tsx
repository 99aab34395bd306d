import { Icon } from '../../../ui'
import { Step } from '../../frame'
import { useWords } from '../../words'

/** Questions and answers. */
export function Help() {
  const { help } = useWords()
  return (
    <Step title={help.title} onBack={() => history.back()}>
      {help.items.map(({ question, answer }) => (
        <details key={question} className="more">
          <summary>
            <Icon name="go" size={16} />
            {question}
          </summary>
          <div className="in">
            <p className="text">{answer}</p>
          </div>
        </details>
      ))}
    </Step>
  )
}
