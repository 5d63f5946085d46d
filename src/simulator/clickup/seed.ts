import type { Plan } from '../company/plan.ts';

/** A list of tasks and where it lies; without a folder it lies in the space directly. */
export type ListPlan = Plan & {
  readonly space: string;
  readonly folder?: string;
  /** Sprints: the first and the last day, counted from today. */
  readonly days?: readonly [number, number];
};

const steps = ['write the text', 'choose the pictures', 'proofread', 'send and watch the numbers'];
const newsletters = [
  'New year, new order',
  'Small rooms',
  'Oak care',
  'Spring preview',
  'Easter delivery times',
  'Balcony series',
  'Bergen opening',
  'Assembly in an hour',
  'Midsummer offer',
  'Desks for home',
  'Back to school',
  'Autumn season',
  'Webshop relaunch',
  'Gift ideas',
];
/** Every issue takes the same four steps. */
const newsletterLines = newsletters
  .flatMap((name) => steps.map((step) => `T Newsletter "${name}": ${step}`))
  .join('\n');

export const clickUpPlans: readonly ListPlan[] = [
  {
    key: 'Spring campaign',
    name: 'Spring campaign',
    space: 'Campaigns',
    folder: 'This year',
    about: 'Balcony and garden.',
    labels: ['print', 'video', 'budget'],
    lines: `
E Idea and budget
T Brief the agency
T Agree on the budget with finance
S Three ideas, tested with twelve customers
E Pictures and film
T Book the photographer for two days
T Find three balconies in Halden
T Rent plants
B Colour of the cushions is wrong in the test prints
S Film of 30 seconds without words
E Run it
T Book posters in Bergen and Odense
S Landing page with the room planner
B Landing page is slow on the train
T Measure visits by channel
T Report to the management`,
  },
  {
    key: 'Bergen opening',
    name: 'Bergen opening',
    space: 'Campaigns',
    folder: 'This year',
    about: 'Everything around the opening of the store.',
    labels: ['press', 'event'],
    lines: `
T Invite the local press
T Write the speech with the store manager
T Posters at the tram stops
S Ask customers to vote for the model rooms
B Map on the invitation shows the old address
T Book the band
T Order 600 canvas bags
T Photos for the website the morning after
T Thank-you letter to the neighbours`,
  },
  {
    key: 'Newsletter',
    name: 'Newsletter',
    space: 'Content',
    folder: 'Regular',
    about: 'One issue every second week.',
    labels: ['text', 'pictures'],
    lines: newsletterLines,
  },
  {
    key: 'Social media',
    name: 'Social media',
    space: 'Content',
    folder: 'Regular',
    about: 'Two posts a week.',
    labels: ['reels', 'community'],
    lines: `
T Plan the posts for January
T Plan the posts for February
T Plan the posts for March
S A day in the paint shop
S How an oak becomes a table
S Before and after: a student room
S Ask me anything with the designer
T Answer all questions within a day
B Links in the profile lead to the old shop
T Agree on rules for competitions
S Customers show their rooms
S Five mistakes when hanging shelves
T Collect pictures with permission
T Compare March with last year
S The van driver's favourite tools
S Tidy up in ten minutes
T Train two colleagues as stand-ins
B Subtitles are cut off on tablets
S What happens to returned furniture
S Guess the wood`,
  },
  {
    key: 'Catalogue',
    name: 'Catalogue',
    space: 'Content',
    about: 'The printed catalogue, 148 pages.',
    labels: ['print', 'proof'],
    lines: `
E Contents
T Decide on the series
T Plan of pages
T Collect prices from finance
S Double page about repair
S Interview with the upholsterer
E Production
T Choose the paper
T First proof
B Prices on page 61 are from last year
B Index misses the bathroom series
T Second proof
T Release for print
T Deliver to the stores
S Digital edition with links
T Count what came back from customers`,
  },
  {
    key: 'Website texts',
    name: 'Website texts',
    space: 'Content',
    about: 'Texts of the new shop.',
    labels: ['seo', 'translation'],
    lines: `
T Tone of voice on one page
S Texts for the oak series
S Texts for the balcony series
S Texts for the bathroom series
S Help texts for the checkout
T Translate help texts into Danish
T Translate help texts into Dutch
B Umlauts are broken in the German help
S Explain delivery costs in two sentences
T Texts for error pages
S Story of the company
T Check all links
S Guide: which wood for which room
S Guide: measure before you order
T Read everything aloud once`,
  },
  {
    key: 'Brand',
    name: 'Brand',
    space: 'Content',
    about: 'How we look and sound.',
    labels: ['logo', 'photos'],
    lines: `
T Tidy up the picture library
S Icons for the delivery steps
T Templates for presentations
B Logo is blurred on shipping labels
S Signs for the logistics centre
T Rules for partner logos
S Wrapping paper
T Renew the font licence`,
  },
  {
    key: 'Sprint 11',
    name: 'Sprint 11',
    space: 'Campaigns',
    folder: 'Sprints',
    days: [-20, -7],
    about: 'Everything is ordered.',
    labels: ['print', 'event'],
    lines: `
T Order the flags
T Reserve the tram stop
T Ask three bakeries for offers`,
  },
  {
    key: 'Sprint 12',
    name: 'Sprint 12',
    space: 'Campaigns',
    folder: 'Sprints',
    days: [-6, 7],
    about: 'The invitations are out.',
    labels: ['press', 'event'],
    lines: `
T Choose the envelopes
T Print the invitations
B Postcode is missing on 40 addresses
T Hand the letters to the post office`,
  },
  {
    key: 'Sprint 13',
    name: 'Sprint 13',
    space: 'Campaigns',
    folder: 'Sprints',
    days: [8, 21],
    about: 'Ready for the first guests.',
    labels: ['event'],
    lines: `
T Rehearse the opening
T Fill the canvas bags
T Hang the posters`,
  },
];
