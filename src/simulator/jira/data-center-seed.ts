import type { Plan } from '../company/plan.ts';

/** The warehouse and finance systems, which stay on our own servers. */
export const jiraDataCenterPlans: readonly Plan[] = [
  {
    key: 'WMS',
    name: 'Warehouse Management',
    about: 'One system for all three warehouses.',
    labels: ['scanner', 'interface', 'go-live', 'training'],
    lines: `
E Receive goods without paper
S Scan a delivery note and open the purchase order
S Record damage with a photo at the gate
S Print pallet labels at the gate
B Scanner logs out while a pallet is being counted
T Buy forty scanners for Halden
T Label all 6,200 shelf places
S Receive returns into their own zone
B Returned parts appear as sellable stock
B Labels are printed in the wrong order
T Test receiving with two suppliers
E Put away and find again
S Suggest a place by weight and turnover
S Block a place for repair
S Move a pallet between zones
B Heavy parts are suggested for the top shelf
B Search by part number ignores the last letter
T Measure walking distances before and after
S Count one aisle a day instead of once a year
T Agree on the tolerance for counting differences with finance
S Show the history of a place
E Pick and pack
S Pick several orders in one round
S Take the shortest way through the aisles
S Confirm by voice with both hands free
B Picking list repeats lines after a reconnect
B Voice does not understand "thirteen" in Danish
S Suggest the smallest box that fits
T Weigh all articles of the bathroom series
S Print the assembly leaflet in the customer's language
B Packing station freezes when the printer is out of paper
T Set up six packing stations
E Load and ship
S Plan van loads by delivery round
S Hand over to the carrier with one scan
S Send the tracking number to the shop
B Tracking numbers of split orders get mixed up
B Carrier interface answers with an empty page at midnight
T Contract with the second carrier for bulky goods
S Driver confirms delivery with a signature
T Check the load plan against the weight limits
E Connect to the other systems
S Report stock to the webshop every minute
S Send goods movements to the ERP system
B Stock of kits is reported as zero
B Duplicate goods movements after a restart
T Write down the interface with the ERP team
T Monitor the queues and call the on-call phone
E Go live in Halden, then Odense, then Venlo
T Train the early shift in Halden
T Train the late shift in Halden
T Dress rehearsal with 500 orders
S Show open work on a big screen
T Plan the weekend of the switch
T Staff the help desk for the first two weeks
T Hand over to operations
B Report of the day counts cancelled orders
T Decide about Odense after four weeks`,
  },
  {
    key: 'ERP',
    name: 'ERP Migration',
    about: 'From the old ledger to the new one by the turn of the year.',
    labels: ['finance', 'audit', 'data'],
    lines: `
E Clean data before it moves
T Remove suppliers without an order since 2019
T Merge duplicate customers
B VAT numbers with blanks are refused
T Agree on the new chart of accounts
E Close the year in the new system
S Post goods movements automatically
S Approve invoices on the phone
B Rounding difference in Danish kroner
T Trial balance with data of the last quarter
T Auditor reviews the access concept
S Export for the tax adviser
B Dunning letter shows last year's address
T Train finance in two half days
T Keep the old system readable for ten years
S Plan cash flow for thirteen weeks`,
  },
  {
    key: 'ITS',
    name: 'IT Service',
    about: 'Requests to the IT desk that anybody may read.',
    labels: ['hardware', 'access'],
    lines: `
T Replace the access points in the Bergen store
B Printer in accounting prints blank second pages
T New notebooks for the workshop planners
S Reset a password without calling the desk
T Move the file shares off the old server
B Meeting room screen stays dark after lunch
T Renew the certificates of the carrier interface
T Recovery test of the backup`,
  },
];
