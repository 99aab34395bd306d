/** What a newcomer asks. Each answer is one or more paragraphs; its key is its address in the help: `#/help/coldkey`. */
export const answers = {
  keys: {
    title: 'Keys and accounts',
    items: {
      coldkey: {
        question: 'What is a coldkey?',
        answer: [
          'The key that owns your TAO and everything you have staked. Whoever has it can move all of it, so it stays encrypted in Kluis and signs only what you approve.',
        ],
      },
      hotkey: {
        question: 'What is a hotkey?',
        answer: [
          'The key that mines or validates. It lies on machines that are always on, so it is less protected, and should hold no TAO. You stake with somebody’s hotkey; the stake still belongs to your coldkey.',
          'Kluis keeps a hotkey if you bring it, marks it, and does not offer it for sending without a step. Do not use one key as both.',
        ],
      },
      watch: {
        question: 'What does “watch only” mean?',
        answer: [
          'Kluis knows the address and not its key. It shows what is there and can neither send nor sign. When you bring the key, the account gets it.',
        ],
      },
      btcli: {
        question: 'How do I bring a btcli wallet?',
        answer: [
          'In “Add an account”, choose the folder ~/.bittensor/wallets, a zip of it, or single files. Encrypted coldkeys ask for the password that btcli asked for. The files stay as they are.',
        ],
      },
    },
  },
  tao: {
    title: 'TAO, alpha and subnets',
    items: {
      tao: {
        question: 'What are TAO and rao?',
        answer: [
          'TAO (τ) is the money of Bittensor. One TAO is 1,000,000,000 rao; rao is the smallest unit, and Kluis counts in it, so nothing is ever rounded away.',
          'There will never be more than 21 million TAO. Each block adds some, and what it adds is halved each time that half of what was left has been issued. “About the network” in the settings shows where that stands.',
        ],
      },
      subnet: {
        question: 'What is a subnet?',
        answer: [
          'One market within Bittensor, where miners do a certain kind of work and validators rate it. Each has a number, its netuid, and a token of its own.',
        ],
      },
      alpha: {
        question: 'What is alpha?',
        answer: [
          'The token of one subnet. The alpha of one subnet is not that of another. You hold it only as stake with a hotkey; there is no alpha in your free balance.',
          'Its price in TAO is set by a pool and moves with every trade. Kluis always writes the subnet’s symbol behind such an amount.',
        ],
      },
      root: {
        question: 'What is root?',
        answer: [
          'The subnet with number 0. Stake there is counted in TAO, one to one, so it has no price that could fall. It earns from the other subnets.',
        ],
      },
      exit: {
        question: 'Why is “if sold now” less than the value at the spot price?',
        answer: [
          'The spot price holds only for a trade so small that it changes nothing. Selling a whole position moves the pool against you, and the pool takes its fee. The smaller the pool and the larger your position, the bigger the gap.',
          '“If sold now” is what would be paid out at this moment, with what the pool takes already taken off. The network fee of the sale is not in it: that would come off as well.',
        ],
      },
    },
  },
  fees: {
    title: 'Fees',
    items: {
      fees: {
        question: 'What does it cost, and who gets it?',
        answer: [
          'Each transaction costs a network fee, which depends on its weight and its length and not on the amount. A transfer costs a small part of a thousandth of a TAO. You see the fee before you sign, as the chain itself estimates it: that is the most it takes.',
          'It goes to the network: formerly to whoever made the block, in newer versions of the chain it is taken off what is issued. A tip buys no priority on Bittensor, so Kluis adds none. Kluis takes no fee, of nothing, ever.',
        ],
      },
      failed: {
        question: 'Does a transaction that failed cost something?',
        answer: ['If it went into a block, its fee is gone and nothing else. If it never did, nothing is gone.'],
      },
      deposit: {
        question: 'What is the existential deposit?',
        answer: [
          'The least that an account may hold: 500 rao, which is 0.0000005 τ. An account that falls below it is removed by the chain, and the rest in it is lost.',
          'Kluis keeps that much when you send, unless you choose to send everything and close the account.',
        ],
      },
    },
  },
  sending: {
    title: 'Sending and signing',
    items: {
      time: {
        question: 'How long does a transfer take?',
        answer: [
          'A block comes every 12 seconds, and a transfer is usually in one of the next two. It is final two or three blocks later, in about half a minute to a minute in all.',
        ],
      },
      final: {
        question: 'What do “in block” and “final” mean?',
        answer: [
          '“In block” means that it is done as far as the newest block is concerned, and that block can still be replaced. “Final” means that the chain has agreed on it for good. For large sums wait for final.',
        ],
      },
      closed: {
        question: 'Is my money gone if the window closes or the browser crashes?',
        answer: [
          'No. TAO is on the chain and not in the window. Before you approved, nothing happened. After that Kluis wrote the transaction down before it was sent, and looks after it again when the browser is there again, also with its window closed.',
          'Look at Activity before you do it again. A transaction that never reached a block is dead about 13 minutes after it was signed; then Activity says that it is safe to repeat. Where no node that Kluis asked remembers those blocks any more, it says that the outcome is not known: then an explorer or your balance tells.',
        ],
      },
      offline: {
        question: 'What does “offline” mean for my TAO?',
        answer: [
          'Nothing: it is on the chain, not in Kluis. You see the last known balance with its age, and sending waits until a node answers.',
        ],
      },
      several: {
        question: 'Can I pay several people at once?',
        answer: [
          'Yes, in one transaction with one fee. It is shown with every recipient and every amount, and either all of it happens or nothing.',
        ],
      },
      contacts: {
        question: 'How do I keep from sending to a wrong address?',
        answer: [
          'Keep addresses as contacts, and compare the whole address, not only its ends: look-alikes are made to match there. Kluis lays a new address that resembles a known one under it and marks the difference.',
          'With “Pay contacts only”, in Contacts under Settings, Kluis refuses your own transfers to anybody but contacts and own accounts; what a site asks to pay to others is shown as risky. To add somebody then, as a contact or as an account, takes the password, and so does switching it off. What is sent cannot be called back by anybody.',
        ],
      },
      activity: {
        question: 'What does Activity show?',
        answer: [
          'Every transaction that you signed with Kluis, and transfers that arrived while Kluis was looking. It is what this wallet saw, and no complete history: the chain keeps that. You can save it as a CSV file, which says of each account since when Kluis watches it and whether something may be missing.',
          'What arrives is noticed for the first 100 accounts of your list and for the chosen one.',
        ],
      },
      levels: {
        question: 'What do the levels mean?',
        answer: [
          'They say how much care a request needs: moves nothing, routine, check, risky. A risky one asks for your password and a moment; what a site asks for at whatever price there is takes a word that you type as well. A dangerous one is refused for sites.',
        ],
      },
      refused: {
        question: 'Why does Kluis refuse some transactions?',
        answer: [
          'Kluis reads the exact bytes with what it fetched from the chain itself. What it cannot explain completely it does not sign, and calls that could hand over your account are refused for sites.',
        ],
      },
    },
  },
  safety: {
    title: 'Backup and safety',
    items: {
      words: {
        question: 'Who may see my words?',
        answer: [
          'Nobody. Not support, not a site, not a “validator”, not a form. The words are the money: whoever reads them has it, and nobody can take it back. Write them on paper, not into a photo, a mail or a note on the phone.',
        ],
      },
      backup: {
        question: 'What is a backup, and when do I need one?',
        answer: [
          'One encrypted file with all keys, and with names, notes, contacts, connected and blocked sites, your nodes, and whether only contacts are paid. Activity, recorded values, which network is chosen and other settings are not in it. A restored node is off until you switch it on. Words on paper restore the accounts that come from them; accounts that came as a file, a seed or a code are only here until you make one. Test it once: the test shows nothing and changes nothing.',
        ],
      },
      password: {
        question: 'What if I forget the password?',
        answer: [
          'Nobody can reset it. The words on your paper, or a backup and its password, bring the same accounts back: behind “Forgot password” you can delete the vault here and import them again. Without either, keep trying.',
        ],
      },
      lock: {
        question: 'When does Kluis lock itself?',
        answer: [
          'After the time that you chose in Settings, and whenever the browser starts. In Chromium also when this machine locks its screen; Firefox does not tell, so lock Kluis yourself before you walk away.',
        ],
      },
      stolen: {
        question: 'What do I do if somebody has seen my words?',
        answer: [
          'At once make an account with new words, and send everything there, the largest first. Changing the password does not help: whoever has the words needs no password.',
        ],
      },
    },
  },
  contact: {
    title: 'Sites and nodes',
    items: {
      site: {
        question: 'What does a site see?',
        answer: [
          'Nothing but that Kluis is there, until you connect it. Then it sees the addresses, names and kinds of key of the accounts that you chose, and may ask you to sign. It can never sign by itself.',
          'Under Sites stands what each sees and what was signed for it; you can change that, remove or block a site there, and find out why one sees nothing. A site on the phishing list that came with Kluis is refused without a window; if you are sure that the list is wrong, your password lets that one in. Where the name of a site that wants to connect resembles a known one, the window says so.',
          'What it asks for is signed as the site gave it: Kluis hides only orders that you make in Kluis, so others can see a trade of a site before it runs.',
        ],
      },
      hosts: {
        question: 'Whom does Kluis talk to?',
        answer: [
          'To the nodes that are on in the list of the network that you chose, and to nobody else by itself. If you switch that on under Sites, polkadot.js.org is asked once a day for newer entries of the phishing list. Only if you press a link to an explorer beside a transaction does its website open, and then know what you look at. There is no server of ours, no tracking, no fee, no picture or price fetched from anywhere. Updates come through your browser’s store, which is the browser’s business.',
          'A node sees your network address and the accounts that are asked about. Switch off whom you do not trust, or use a node of your own.',
        ],
      },
      node: {
        question: 'How do I use a node of my own?',
        answer: [
          'Settings, Network, “Add a node of your own”. It takes the password, and Kluis keeps the node only if its genesis is that of the network. A remote node has to be reached encrypted, with wss://. For a development chain on this machine choose “Local node”; that takes the password too.',
        ],
      },
      lying: {
        question: 'What can a node that lies do?',
        answer: [
          'It can tell wrong balances and fees, or keep silent. It cannot sign, and it cannot make you sign something else than what is shown: what you send carries a proof of how it was read, and the chain refuses it if a node lied about that.',
        ],
      },
      report: {
        question: 'How do I report a fault?',
        answer: [
          'A weakness that could cost somebody money: privately, through “Security”, then “Report a vulnerability”, in the repository that this wallet comes from. Everything else: as an issue there. Never write your words, your password or a backup into a report; nobody needs them to help.',
        ],
      },
    },
  },
} as const satisfies Record<string, { title: string; items: Record<string, { question: string; answer: readonly string[] }> }>

type Text<T> = T extends string ? string : T extends readonly string[] ? readonly string[] : { readonly [K in keyof T]: Text<T[K]> }
/** The same answers in any language. */
export type Answers = Text<typeof answers>
