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
      question: 'What is a hotkey?',
      answer:
        'The key that mines or validates. It lies on machines that are always on, so it is less protected, and should hold no TAO. Kluis keeps one if you bring it, marks it, and does not offer it for sending without a step.',
    },
    {
      question: 'What does “watch only” mean?',
      answer:
        'Kluis knows the address and not its key. It shows what is there and can neither send nor sign. When you bring the key, the account gets it.',
    },
    {
      question: 'How do I bring a btcli wallet?',
      answer:
        'In “Add an account”, choose the folder ~/.bittensor/wallets, a zip of it, or single files. Encrypted coldkeys ask for the password that btcli asked for. The files stay as they are.',
    },
    {
      question: 'What is a backup, and when do I need one?',
      answer:
        'One encrypted file with everything: keys, names, contacts, sites. Words on paper restore the accounts that come from them; accounts that came as a file, a seed or a code are only here until you make one. Test it once: the test shows nothing and changes nothing.',
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
      question: 'When does Kluis lock itself?',
      answer:
        'After the time that you chose in Settings, and whenever the browser starts. In Chromium also when this machine locks its screen; Firefox does not tell, so lock Kluis yourself before you walk away.',
    },
    {
      question: 'What if I forget the password?',
      answer:
        'Nobody can reset it. The words on your paper, or a backup and its password, bring the same accounts back: behind “Forgot password” you can delete the vault here and import them again. Without either, keep trying.',
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
