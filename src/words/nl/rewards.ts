import type { rewards as english } from '../en/rewards'

export const rewards: typeof english = {
  title: 'Beloningen',
  since: ({ time }) => `sinds ${time}`,
  alpha: 'Alpha uit beloningen',
  more: 'Meer alpha',
  price: 'Koers',
  own: 'Uw opdrachten',
  unknown: 'Niet verklaard',
  whole: 'Verandering in waarde',
  note: ({ from, to }) =>
    `Wat deze wallet zelf zag van ${from} tot ${to}. Meer alpha telt tegen de koers van het moment waarop het gezien werd; Koers is wat de alpha die er al was won of verloor.`,
  ownNote:
    'Dagen waarop u hier stake kocht, verkocht of verplaatste, of waarop de stake netwerkkosten betaalde, tellen niet mee als beloning.',
  unknownNote:
    'Niet verklaard: de alpha veranderde met minder of meer dan de validator betaalt, of niemand zei wat die betaalt. Misschien is er vanuit een andere wallet verplaatst. Het telt niet als beloning.',
  none: 'Nog niets te zeggen. Kluis vergelijkt wat het op verschillende dagen zag, en zag deze positie nog maar één keer.',
  each: 'Meerdere van uw accounts hebben dit. De beloningen staan bij elk ervan.',
  table: 'Dag voor dag',
  times: ({ count, one }) => (one ? '1 periode' : `${count} perioden`),
  until: 'Tot',
  kinds: { rewards: 'beloningen', own: 'eigen opdracht', unknown: 'niet verklaard' },
  alphaCame: 'Alpha',
  copy: 'Als CSV kopiëren',
  copied: 'Gekopieerd. Plak het in een rekenblad.',
  notCopied: 'De browser liet het niet kopiëren.',
  csv: [
    'Van',
    'Tot',
    'Soort',
    'Alpha',
    'Verandering alpha',
    'Koers in TAO',
    'Verandering door alpha in TAO',
    'Verandering door koers in TAO',
  ],
}
