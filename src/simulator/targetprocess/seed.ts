import type { Plan } from '../company/plan.ts';

export const targetprocessPlans: readonly Plan[] = [
  {
    key: 'Payment Platform',
    name: 'Payment Platform',
    about: 'One way to take money, for the shop, the app and the stores.',
    labels: ['security', 'cards', 'invoice'],
    lines: `
E Cards and wallets
S Pay with a saved card
S Pay with the phone's wallet
S Confirm a payment in the bank's app
T Sign the contract with the card acquirer
B Saved card disappears after a failed payment
B Amount is shown without the currency
T Load test with 50 payments a second
S Remember the way of payment per device
T Renew the certificates of the payment page
E Pay by invoice
S Business customers pay within thirty days
S Check the credit limit while typing
B Invoice shows the delivery address twice
T Agree on dunning levels with finance
S Send invoices as a structured file
T Archive invoices for ten years
B Credit note has the wrong sign in the export
E Refunds
S Refund a part of an order
S Tell customers when the money will arrive
B Refund is sent twice after a time-out
T Write a runbook for stuck refunds
S Refund to a gift card
E Payments in the stores
S Take cards at the counter without a wire
S Order in the store, pay at home
T Choose the card terminals for Bergen
B Terminal loses the connection at noon
T Train the store team
S Print the receipt only when asked
S Close the day with one button
E Compliance
T Questionnaire of the card industry
T Penetration test by an outside company
B Log contains the last four digits twice
T Remove unused access of former suppliers
S Delete saved cards when an account is closed
T Review by the data protection officer`,
  },
  {
    key: 'Returns Portal',
    name: 'Returns Portal',
    about: 'Customers announce and follow their returns by themselves.',
    labels: ['portal', 'warehouse'],
    lines: `
E Announce a return
S Choose the parts to send back
S Add photos of damage
S Print the label at the store
B Label is empty for orders with one part
T Agree on reasons for returns with the workshop
S Book a pick-up for large parts
E Follow a return
S See when the parts arrived
S Choose between money and replacement
B Status jumps back to "announced"
T Connect to the warehouse system
T Texts for all states in four languages
S Rate the return
B Pictures from phones are turned round
T Measure the time from arrival to refund`,
  },
  {
    key: 'Store Systems',
    name: 'Store Systems',
    about: 'Tills, screens and price labels.',
    labels: ['till', 'labels'],
    lines: `
E Electronic price labels
T Test 200 labels in the Odense store
S Change all prices of a series at once
B Labels show yesterday's price until ten
T Order 4,000 labels for Bergen
S Show the delivery time on the label
T Plan the exchange by night
S Screen in the window shows opening hours
B Till prints the logo upside down`,
  },
];
