import type { Plan } from '../company/plan.ts';

/** The product teams of Harbour & Pine. The last project is the one a public site would show. */
export const jiraCloudPlans: readonly Plan[] = [
  {
    key: 'WEB',
    name: 'Webshop Relaunch',
    about: 'The new online shop, ready before the autumn season.',
    labels: ['checkout', 'performance', 'accessibility', 'search', 'legal'],
    lines: `
E Product pages that answer the question "will it fit?"
S Show width, height and depth in a drawing
S Compare up to three shelves side by side
S Let customers enter the size of their room
T Photograph the oak series on white
T Write alternative texts for all product pictures
B Drawing overlaps the price on small phones
B Centimetres and inches are mixed up for UK customers
S Show delivery time next to the stock level
T Ask legal about the wording of "made in Norway"
S Customers can ask the workshop a question
B Question form loses its text after the session ends
E Checkout in three steps
S Check out without an account
S Save the basket for thirty days
S Pay by invoice for business customers
S Show delivery costs before the address is entered
T Sign the contract with the second payment provider
T Load test the checkout with 400 orders an hour
B Voucher is counted twice when the basket is edited
B Postal codes with a leading zero are cut
B Order confirmation arrives without pictures in Outlook
S Choose a delivery day for large parts
S Add an assembly service to the order
T Translate the order e-mails into German and Dutch
B Back button empties the basket in Safari
S Remember the last delivery address
E Search that understands furniture words
S Suggest series while typing
S Find "sideboard" when people type "cupboard low"
T Collect the 200 most frequent searches without a result
S Filter by colour, wood and width
S Sort by delivery time
B Filter for walnut shows oiled oak too
B Search results jump when pictures load
T Measure clicks on the first three results
S Show spare parts in the search
E Ready for visitors with assistive technology
T Audit by the accessibility consultant
B Focus is lost after closing the filter panel
B Contrast of the sale price is too low
S All forms work with the keyboard only
S Pictures in the room planner have descriptions
T Publish the accessibility statement
B Screen reader reads the delivery day as a number
E Move without losing customers
T List all addresses of the old shop that get traffic
T Redirect old category pages to the new ones
S Customers keep their order history
S Customers keep their wish lists
T Dry run of the data migration
B Migrated customers have two newsletters set
T Plan the switch for a quiet Tuesday night
T Write the way back, step by step
S Tell returning customers what is new
T Train the support team on the new back office
T Freeze content two days before the switch
E After the launch
T Watch error rates every hour in the first week
S Ask for a review two weeks after delivery
S Gift cards
B Review stars are cut off in the Dutch shop
T Switch off the servers of the old shop
T Hold the retrospective with all four teams`,
  },
  {
    key: 'APP',
    name: 'Mobile App',
    about: 'Room planner and order tracking in the pocket.',
    labels: ['ios', 'android', 'camera'],
    lines: `
E See furniture in your own room
S Place a shelf with the camera
S Measure a wall with two taps
B Shelf floats above the floor on older phones
S Save a picture of the planned room
S Share a room with the family
T Test with ten phones from the last four years
E Follow the order
S Push message when the van is one hour away
S Move the delivery day from the app
B Push message opens the wrong order
S Report a damaged part with a photo
T Agree on texts with customer care
T Prepare the store pages and screenshots
B App asks for the camera before it is needed
S Dark appearance
T Release 2.4 to ten per cent of users
B Tracking map stays grey without a signal`,
  },
  {
    key: 'CARE',
    name: 'Customer Care',
    about: 'Improvements to how we answer customers.',
    labels: ['returns', 'templates'],
    lines: `
E Answer within four hours
T Collect the twenty most frequent questions
S Suggest an answer for delivery questions
T Rewrite the returns template in plain words
S Show the order next to the message
B Messages from the contact form arrive twice
T Plan shifts for the autumn season
S Call back at a time the customer chooses
B Attachments over 10 MB are dropped without a word
T Measure satisfaction after every answer
S Hand over to the workshop with one click
T Translate templates into Dutch`,
  },
];
