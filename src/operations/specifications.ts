/**
 * Which specifications an index is made of, and what stands before their paths. An index is named after the provider
 * and, where they differ, the deployment.
 */
export const specifications = {
  'jira-cloud': [
    { file: 'jira-cloud-v3.json', prefix: '' },
    { file: 'jira-software-cloud.json', prefix: '' },
  ],
  'jira-data-center': [{ file: 'jira-dc-10.3.json', prefix: '/rest' }],
  'confluence-cloud': [
    { file: 'confluence-cloud-v2.json', prefix: '/wiki/api/v2' },
    { file: 'confluence-cloud-v1.json', prefix: '' },
  ],
  'confluence-data-center': [{ file: 'confluence-dc-10.0.3.json', prefix: '' }],
  openproject: [{ file: 'openproject-v3-2021-12.json', prefix: '' }],
  clickup: [{ file: 'clickup-v2.json', prefix: '/api' }],
} as const satisfies Record<string, readonly { file: string; prefix: string }[]>;

export type SpecifiedIndex = keyof typeof specifications;
