import './api/no-eval.ts';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './ui/window.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApiClient } from '../src/api/client.ts';
import { createQueryClient } from './api/queries.ts';
import { App } from './app.tsx';
import { openTransport } from './transport/open-transport.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks its root element');
const { transport, link } = openTransport();
const api = { ...createApiClient(transport), link };
createRoot(root).render(
  <StrictMode>
    <App api={api} queries={createQueryClient()} />
  </StrictMode>,
);
