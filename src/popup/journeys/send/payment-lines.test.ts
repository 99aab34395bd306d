import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAddress, formatTao, parseTao, RAO_PER_TAO, toHex, writeCsv } from '../../../units'
import { paymentLine, readPayments } from './payment-lines'

const bytes = (n: number) => Uint8Array.from({ length: 32 }, (_, at) => (at ? 5 : n))
const addressOf = (n: number) => encodeAddress(bytes(n))
const contact = (n: number, name: string) => ({ id: toHex(bytes(n)), name, note: '', address: addressOf(n), alike: false })
const contacts = [contact(1, 'Workshop'), contact(2, 'Anna; baker, "the best"'), contact(3, 'Twin'), contact(4, 'twin')]
const A = addressOf(10)
const read = (text: string) => readPayments(text, contacts)
const problems = (text: string) => read(text).lines.flatMap(({ line, problems }) => problems.map(({ id }) => `${line} ${id}`))
const MOST = 21_000_000n * RAO_PER_TAO

test('payments that are written are read again, to the rao, whatever they are separated by', () => {
  const payment = fc.record({ n: fc.nat(255), rao: fc.bigInt({ min: 1n, max: MOST }) })
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (all, by, end) => {
        const amount = (rao: bigint) => {
          const written = formatTao(rao).replace(/(\.\d{3})$/, '$10')
          return by === ',' ? written : written.replace('.', ',')
        }
        const list = read(all.map(({ n, rao }) => `${addressOf(n)}${by}${amount(rao)}`).join(end))
        expect(list.lines.map(({ to, amountRao, line }) => [to?.address, amountRao, line])).toEqual(
          all.map(({ n, rao }, at) => [addressOf(n), rao, at + 1]),
        )
        expect([list.totalRao, list.sound]).toEqual([all.reduce((sum, { rao }) => sum + rao, 0n), true])
      },
    ),
  )
})

test('no text makes a payment of what is not exactly one: a list is sound only when every line is an address or contact and an amount', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(A, 'Workshop', 'twin', '1', '1.5', '1,5', '0', '-1', '1e5', '+1', '', '=1+1', '"', '٣', '1.0000000001'),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (rows) => {
      const list = read(writeCsv(rows))
      for (const { to, amountRao, problems } of list.lines) {
        expect(problems.length > 0 || (to !== undefined && amountRao !== undefined && amountRao > 0n && amountRao <= MOST)).toBe(true)
      }
      expect(list.totalRao).toBe(list.lines.reduce((sum, each) => sum + (each.amountRao ?? 0n), 0n))
      expect(list.sound).toBe(list.lines.length > 0 && list.lines.every((each) => each.problems.length === 0))
    }),
  )
})

test.each([
  ['', []],
  [`${A},1`, []],
  [`\ufeff${A},1\r\n`, []],
  [`${A};1,5\n${A};2.25`, []],
  [`${A},"1,5"`, ['1 amount-comma']],
  [`${A},1,5`, ['1 columns']],
  [`${A},1,`, []],
  [`${A},1.0000000000`, ['1 amount']],
  [`${A},0.0000000001`, ['1 amount']],
  [`${A},0`, ['1 amount-zero']],
  [`${A},0.000000000`, ['1 amount-zero']],
  [`${A},-1`, ['1 amount']],
  [`${A},+1`, ['1 amount']],
  [`${A},1e3`, ['1 amount']],
  [`${A},0x10`, ['1 amount']],
  [`${A};1,500`, ['1 amount-thousands']],
  [`${A};1.500`, ['1 amount-thousands']],
  [`${A}\t12,500`, ['1 amount-thousands']],
  [`${A},123.456`, ['1 amount-thousands']],
  [`${A},"1,500"`, ['1 amount-comma']],
  [`${A};0,500`, []],
  [`${A};0.125`, []],
  [`${A};1,5000`, []],
  [`${A};1234.567`, []],
  [`${A};1.50`, []],
  [`${A},1 000`, ['1 amount']],
  [`${A};1.000,5`, ['1 amount']],
  [`${A},1τ`, ['1 amount']],
  [`${A},٣`, ['1 amount']],
  [`${A},NaN`, ['1 amount']],
  [`${A},.5`, ['1 amount']],
  [`${A},21000000`, []],
  [`${A},21000000.000000001`, ['1 amount-huge']],
  [`${A},999999999999`, ['1 amount-huge']],
  [`${A},${'9'.repeat(400)}`, ['1 amount-huge']],
  [`${A}`, ['1 amount-missing']],
  [`${A},`, ['1 amount-missing']],
  [',1', ['1 recipient-missing']],
  ['workshop,1', []],
  ['"Anna; baker, ""the best""";1', []],
  ['twin,1', ['1 contact-twice']],
  ['Nobody,1', ['1 no-contact']],
  ['=HYPERLINK("http://x"),1', ['1 no-contact']],
  ['__proto__,1', ['1 no-contact']],
  ['constructor;1', ['1 no-contact']],
  [`${A.slice(0, -1)}1,1`, ['1 address']],
  [`${A.slice(0, 44)},1`, ['1 address']],
  [`"${A},1`, ['1 quotes']],
  [`${A},1\n"${A}"x,2\nNobody,3`, ['2 quotes', '3 no-contact']],
  [`# a comment\n${A},1`, ['1 no-contact', '1 amount-missing']],
] as const)('%j has the problems %j', (text, expected) => {
  expect(problems(text)).toEqual(expected)
})

test.each([
  [`address,amount\n${A},1`, true],
  [`Ontvanger;Bedrag (TAO)\n${A};1`, true],
  // A payment with a mistake in it is no heading: it would go unpaid without a word.
  [`${A},one\n${A},1`, false],
  [`Workshop,one\n${A},1`, false],
  [`${A.slice(0, -1)}1,one\n${A},1`, false],
  [`address,1\n${A},1`, false],
  [`address,\n${A},1`, false],
] as const)('%j begins with a heading: %s', (text, heading) => {
  const list = read(text)
  expect(list.heading).toBe(heading)
  expect(list.lines).toHaveLength(heading ? 1 : 2)
})

test('who is paid twice is pointed out by the line that pays him first, also by name and by an address of another network', () => {
  const other = encodeAddress(bytes(1), 0)
  const { lines, sound } = read(`Workshop,1\n${A},1\n${addressOf(1)},2\n${other},3\n${A},4`)
  expect(lines.map(({ line, twice }) => [line, twice])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, 1],
    [4, 1],
    [5, 2],
  ])
  expect([lines[3]?.to?.prefix, sound]).toEqual(['0', true])
})

test('a hundred are paid at once, and not one more', () => {
  const list = (count: number) => read(Array.from({ length: count }, (_, n) => `${addressOf(n)},1`).join('\n'))
  expect([list(100).sound, list(100).tooMany]).toEqual([true, false])
  expect([list(101).sound, list(101).tooMany, list(101).lines.length]).toEqual([false, true, 101])
})

test('a line that was put together here is one payment, whatever the contact is called', () => {
  for (const { name, id } of contacts.slice(0, 2))
    expect(read(paymentLine(name, '1,5')).lines).toMatchObject([{ to: { id }, amountRao: 1_500_000_000n, problems: [] }])
})

test('what a field of its own understood stays that in a list: three decimals are no thousands there', () => {
  for (const amount of ['1,500', '1.500', '0.500', '12,345678', '7'])
    expect(read(paymentLine('Workshop', amount)).lines).toMatchObject([{ amountRao: parseTao(amount), problems: [] }])
})
