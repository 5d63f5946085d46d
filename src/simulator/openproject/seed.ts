import type { Plan } from '../company/plan.ts';

/** Building and moving. The last project is public. */
export const openProjectPlans: readonly Plan[] = [
  {
    key: 'logistics-centre-halden',
    name: 'Logistics Centre Halden',
    about: 'A new hall of 8,400 square metres beside the harbour.',
    labels: ['site', 'permit', 'energy'],
    lines: `
E Planning and permits
T Survey the ground
T Noise report for the night shift
T Hand in the building application
T Answer the questions of the fire department
T Agree on the access road with the municipality
T Insurance for the building period
S Daylight in all packing areas
E Ground and shell
T Prepare the site and fence it off
T Pour the foundations of hall A
T Pour the foundations of hall B
B Drainage plan contradicts the survey
T Raise the steel frame
T Close the roof before the autumn rain
B Cracks in the floor of hall B
T Accept the shell with the surveyor
E Building services
T Lay the power supply for the chargers
S Heat from the workshop warms the offices
T Install the sprinkler system
T Install the photovoltaic system
B Sprinkler pump starts too late
T Lay the network cables and test them
T Light with motion sensors in the aisles
S Measure energy per zone
T Accept the building services
E Racks and conveyors
T Order racks for 6,200 pallet places
T Mark the aisles on the floor
T Set up the racks in hall A
T Set up the racks in hall B
B Rack feet do not fit the floor anchors
T Set up the conveyor to the packing stations
T Test the conveyor with 300 boxes an hour
S Emergency stop can be reached from everywhere
T Load test with the inspector
E Offices and rooms
T Choose the furniture from our own series
S Quiet room for breaks
T Kitchen for sixty people
B Doors of the meeting rooms open the wrong way
T Signs in three languages
T First aid room and equipment
E Moving in
T Plan the move week by week
T Rent two extra lorries
T Move the slow articles first
T Move the bathroom series
T Count everything after the move
S Guided tour for the families
T Hand back the old hall
T Settle the accounts with the builder
T Collect lessons for the hall in Odense
T Opening with the mayor`,
  },
  {
    key: 'showroom-bergen',
    name: 'Showroom Bergen',
    about: 'Our first store in the west, opening in spring.',
    labels: ['interior', 'press'],
    lines: `
E Interior
T Measure the rooms
T Plan five model rooms
S Try colours with a light wall
B Ventilation is audible in the model bedroom
T Order carpets and lamps
E Opening
T Hire six advisers
T Train advisers with the room planner
S Book advice by the hour on the website
T Invite the local press
T Opening weekend with live music`,
  },
  {
    key: 'safety-at-work',
    name: 'Safety at Work',
    about: 'What we do so that everybody gets home healthy. Open to read for everybody.',
    labels: ['training'],
    lines: `
T Risk assessment of the paint shop
T Renew hearing protection
T First aid course for twenty people
B Guard rail at gate 4 is loose
T Fire drill in all buildings
T Lifting aids for the packing stations
T Safety walk in November
T Update the list of hazardous substances`,
  },
];
