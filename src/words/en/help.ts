/** Questions and answers inside the wallet. */
export const help = {
  title: 'Help',
  items: [
    {
      question: 'What is a coldkey?',
      answer:
        'The key that owns your TAO and your stake. It stays encrypted in Kluis and signs only what you approve. A hotkey mines and validates for you and is less protected.',
    },
    {
      question: 'What does a site see?',
      answer:
        'Nothing but that Kluis is there, until you connect it. Then it sees the addresses, names and kinds of key of the accounts that you chose, and may ask you to sign. It can never sign by itself.',
    },
    {
      question: 'Why does Kluis refuse some transactions?',
      answer:
        'Kluis reads the exact bytes with what it fetched from the chain itself. What it cannot explain completely it does not sign, and calls that could hand over your account are refused for sites.',
    },
    {
      question: 'What do the levels mean?',
      answer:
        'They say how much care a request needs: moves nothing, routine, check, risky. A risky one asks for your password and a moment. A dangerous one is refused for sites.',
    },
    {
      question: 'When is a transaction final?',
      answer:
        'First it is in a block, which can still be undone. When the chain has finalised that block, it cannot. Kluis follows it to the end, also while its window is closed.',
    },
    {
      question: 'What if I forget the password?',
      answer:
        'Nobody can reset it. The phrase on your paper brings the same accounts back in a new Kluis. That is why Kluis made you check it.',
    },
    {
      question: 'What does “offline” mean for my TAO?',
      answer:
        'Nothing: it is on the chain, not in Kluis. You see the last known balance with its age, and sending waits until a node answers.',
    },
    {
      question: 'Whom does Kluis talk to?',
      answer:
        'To the nodes of the network that you chose in Settings, and to nobody else. There is no server of ours, no tracking and no fee.',
    },
  ],
}
