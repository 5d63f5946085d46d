import type { SpacePlan } from './world.ts';

export const confluenceCloudSpaces: readonly SpacePlan[] = [
  {
    key: 'PROD',
    name: 'Product Handbook',
    about: 'What we build, for whom, and how we decide.',
    titles: `
Product Handbook
Who our customers are
  Interview notes: young families
  Interview notes: small offices
  What customers say about delivery
  Personas and where they came from
Roadmap
  Goals for this year
  Autumn season: what has to be ready
  What we decided not to do
  How we estimate
Webshop relaunch
  Checkout in three steps
  Delivery costs: rules and exceptions
  Payment methods by country
  Search: words and their synonyms
  Product page layout
  Migration of customer accounts
  Launch checklist
  Way back if the launch fails
Mobile app
  Room planner: how measuring works
  Push messages and when we send them
  Supported phones
Quality
  Definition of done
  Accessibility rules
  How we test payments
  Browsers we support
  Known problems and their workarounds
Meeting notes
  Product council: voucher rules
  Product council: second payment provider
  Weekly with customer care
  Retrospective of the spring release
Glossary
Release notes 2.3
Release notes 2.4`,
  },
  {
    key: 'TEAM',
    name: 'Working Together',
    about: 'Onboarding, holidays, travel and everything else people ask.',
    titles: `
Working Together
Your first week
  Accounts you need on day one
  Whom to ask
Holidays and sick days
Travelling to the workshop
Working from home
Buying things
How we hold meetings
  Meeting notes template
  Decision record template
Learning budget
Office keys and alarm`,
  },
  {
    key: 'HELP',
    name: 'Help for Customers',
    about: 'Open to everybody.',
    titles: `
Help for Customers
Assembling your shelf
Caring for oiled oak
Delivery and returns
Spare parts
Guarantee
Contact`,
  },
];

export const confluenceDataCenterSpaces: readonly SpacePlan[] = [
  {
    key: 'OPS',
    name: 'IT Operations',
    about: 'How our systems run, and what to do when they do not.',
    titles: `
IT Operations
On-call
  On-call plan
  What to do in the first ten minutes
  Whom to wake up
  After an incident
Runbooks
  Webshop does not answer
  Queue to the warehouse is stuck
  Carrier interface answers with an empty page
  Certificate has expired
  Disk is full on a database server
  Restore one customer's order
  Switch to the second payment provider
Systems
  Map of all systems
  Warehouse management
  ERP
  Mail and calendar
  Scanners and printers
  Network in Halden
  Network in the stores
Backups
  What is backed up and how often
  Recovery test in March
  Recovery test in September
Access
  Who may approve what
  Quarterly review of access
  Service accounts and their keys
Changes
  Change calendar
  Weekend of the WMS switch
  Freeze before the season
Suppliers and contracts
Incident log`,
  },
  {
    key: 'ARCH',
    name: 'Architecture',
    about: 'Decisions that are hard to undo.',
    titles: `
Architecture
Principles
Decisions
  001 One stock level for all channels
  002 Events between shop and warehouse
  003 No customer data in test systems
  004 Carrier interface behind our own queue
  005 Reporting from a copy, never from the source
Interfaces
  Shop to warehouse
  Warehouse to ERP
  Shop to payment provider
Data protection`,
  },
];
